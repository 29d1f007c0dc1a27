package io.tocsin.reasoning.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.AlertBuilder;
import io.tocsin.reasoning.semantic.LikeQuestion.Asking;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.detection.Evidence;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.signal.AlertLevel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LikeQuestionTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String CASES = "cases";
  private static final Asking ASKING = new Asking("tenant", "variant", "model", "prompt-1", "0");

  private final LikeQuestion question =
      question(count("table.n11", 4), outcome("recovered"), story("story.1", "A rash."));

  @Test
  void freeTextStandsBesideWhatMustBeEqual() {
    LikeQuestion other =
        question(count("table.n11", 4), outcome("recovered"), story("story.1", "No rash."));

    assertThat(question.freeText()).isEqualTo("A rash.");
    assertThat(other.freeText()).isEqualTo("No rash.");
    assertThat(other.partition()).isEqualTo(question.partition());
  }

  @Test
  void severalFreeTextsAreOneInTheOrderOfTheirIds() {
    assertThat(question(story("story.2", "B"), story("story.1", "A")).freeText()).isEqualTo("A\nB");
  }

  @Test
  void aNumberOrATextOfAFixedListMustBeEqual() {
    assertThat(
            List.of(
                question(count("table.n11", 5), outcome("recovered"), story("story.1", "A rash.")),
                question(count("table.n11", 4), outcome("died"), story("story.1", "A rash.")),
                question(count("table.n10", 4), outcome("recovered"), story("story.1", "A rash."))))
        .extracting(LikeQuestion::partition)
        .doesNotContain(question.partition());
  }

  @Test
  void theSameTextInAnotherFactIsOtherEvidence() {
    assertThat(
            question(count("table.n11", 4), outcome("recovered"), story("story.2", "A rash."))
                .partition())
        .isNotEqualTo(question.partition());
  }

  @Test
  void whatASourceDidNotSayIsOtherEvidence() {
    LikeQuestion partial = question(new Evidence(List.of(count("n", 4)), List.of("literature")));

    assertThat(partial.partition()).isNotEqualTo(question(count("n", 4)).partition());
  }

  @Test
  void neitherTheOrderOfFactsNorTheirTimeMatters() {
    Fact later =
        new Fact("table.n11", "alert", NOON.plusSeconds(60), "n", BigDecimal.valueOf(4), null);

    assertThat(question(story("story.1", "A rash."), outcome("recovered"), later))
        .isEqualTo(question);
  }

  @Test
  void thePartitionIsThatOfTheAlertAtTheLouderOfItsLevels() {
    LikeQuestion fell =
        LikeQuestion.of(
            ASKING,
            AlertBuilder.alert()
                .of("X", "Y")
                .level(AlertReason.DE_ESCALATED, AlertLevel.CRITICAL, AlertLevel.LOW)
                .build(),
            new Evidence(List.of(), List.of()),
            _ -> false);

    assertThat(fell.partition())
        .extracting(
            LikeQuestion.Partition::asking,
            partition -> partition.pair().key(),
            LikeQuestion.Partition::level)
        .containsExactly(ASKING, "X|Y", AlertLevel.CRITICAL);
  }

  private static LikeQuestion question(Fact... facts) {
    return question(new Evidence(List.of(facts), List.of()));
  }

  private static LikeQuestion question(Evidence evidence) {
    return LikeQuestion.of(
        ASKING, AlertBuilder.alert().build(), evidence, fact -> fact.source().equals(CASES));
  }

  private static Fact count(String id, long value) {
    return new Fact(id, "alert", NOON, "n", BigDecimal.valueOf(value), null);
  }

  private static Fact outcome(String text) {
    return new Fact("outcome", "alert", NOON, "outcome", null, text);
  }

  private static Fact story(String id, String text) {
    return new Fact(id, CASES, NOON, "what the reporter wrote", null, text);
  }
}
