package io.tocsin.reasoning.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.provider.Prompt;
import io.tocsin.schemas.signal.Pair;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AnswerKeyTest {
  private static final Pair PAIR = Pair.of("ASPIRIN", "HEADACHE");
  private static final Prompt PROMPT = new Prompt("v1", "Explain.", "Facts.", "{}");

  @Test
  void theSameQuestionHasTheSameKey() {
    assertThat(key("acme", "a", "m", 0.2, PAIR, PROMPT))
        .isEqualTo(key("acme", "a", "m", 0.2, PAIR, new Prompt("v1", "Explain.", "Facts.", "{}")));
  }

  @Test
  void everyPartOfAQuestionDecidesItsKey() {
    List<AnswerKey> different =
        List.of(
            key("acme", "a", "m", 0.2, PAIR, PROMPT),
            key("other", "a", "m", 0.2, PAIR, PROMPT),
            key("acme", "b", "m", 0.2, PAIR, PROMPT),
            key("acme", "a", "n", 0.2, PAIR, PROMPT),
            key("acme", "a", "m", 0.3, PAIR, PROMPT),
            key("acme", "a", "m", null, PAIR, PROMPT),
            key("acme", "a", "m", 0.2, Pair.of("ASPIRIN", "RASH"), PROMPT),
            key("acme", "a", "m", 0.2, Pair.of("HEPARIN", "HEADACHE"), PROMPT),
            key("acme", "a", "m", 0.2, PAIR, new Prompt("v2", "Explain.", "Facts.", "{}")),
            key("acme", "a", "m", 0.2, PAIR, new Prompt("v1", "Explain", "Facts.", "{}")),
            key("acme", "a", "m", 0.2, PAIR, new Prompt("v1", "Explain.", "Facts", "{}")),
            key("acme", "a", "m", 0.2, PAIR, new Prompt("v1", "Explain.", "Facts.", "[]")));

    assertThat(different).extracting(AnswerKey::hash).doesNotHaveDuplicates();
  }

  @Test
  void textThatMovesFromOnePartToTheNextMakesAnotherQuestion() {
    List<AnswerKey> different =
        List.of(
            key("ab", "c", "m", 0.2, PAIR, PROMPT),
            key("a", "bc", "m", 0.2, PAIR, PROMPT),
            key("abc", "", "m", 0.2, PAIR, PROMPT),
            key("", "abc", "m", 0.2, PAIR, PROMPT),
            key("a\0b", "c", "m", 0.2, PAIR, PROMPT),
            key("a", "b\0c", "m", 0.2, PAIR, PROMPT));

    assertThat(different).extracting(AnswerKey::hash).doesNotHaveDuplicates();
  }

  @Test
  void charactersThatNoEncodingCanSayAreStillDifferent() {
    Stream<AnswerKey> different =
        Stream.of("?", "\uD800", "\uDC00", "\uD800\uDC00", "\u00E9", "e\u0301")
            .map(user -> key("a", "b", "m", 0.2, PAIR, new Prompt("v1", "s", user, "{}")));

    assertThat(different).extracting(AnswerKey::hash).doesNotHaveDuplicates();
  }

  @Test
  void theKeyIsTheSameInEveryProcess() {
    assertThat(key("acme", "a", "m", 0.2, PAIR, PROMPT).hash())
        .isEqualTo("e76d5727c5667d69a63acb5946d7c96b23aa6f22f1a4b327693990398064d5f4");
  }

  private static AnswerKey key(
      String tenant,
      String variant,
      String model,
      @Nullable Double temperature,
      Pair pair,
      Prompt prompt) {
    return AnswerKey.of(tenant, variant, model, temperature, pair, prompt);
  }
}
