package io.tocsin.reasoning.provider;

import static io.tocsin.reasoning.provider.Provider.PATIENCE;
import static io.tocsin.reasoning.provider.Provider.PROMPT;
import static io.tocsin.reasoning.provider.Provider.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.provider.ProviderException.Kind;
import io.tocsin.reasoning.provider.ReasoningModel.Answer;
import io.tocsin.servers.Fault;
import io.tocsin.servers.ModelServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of every way in which a provider can fail, in each provider's words. */
@Timeout(120)
@ParameterizedClass
@EnumSource(ProviderKind.class)
final class FailuresTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Parameter ProviderKind kind = ProviderKind.OPENAI;

  private final ModelServer server = ModelServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "302, REJECTED",
    "400, REJECTED",
    "401, UNAUTHORIZED",
    "402, QUOTA_SPENT",
    "403, UNAUTHORIZED",
    "404, REJECTED",
    "408, UNAVAILABLE",
    "413, REJECTED",
    "422, REJECTED",
    "429, THROTTLED",
    "500, UNAVAILABLE",
    "502, UNAVAILABLE",
    "503, UNAVAILABLE",
    "529, UNAVAILABLE",
  })
  void aStatusSaysWhatToDo(int status, Kind expected) {
    server.next(Fault.status(status));

    try (ReasoningModel model = model()) {
      ProviderException failure = failure(model);

      assertThat(failure.kind()).isEqualTo(expected);
      assertThat(failure.retryAfter()).isNull();
      assertThat(failure.tokens()).isEqualTo(Tokens.NONE);
      assertThat(failure).hasMessageContaining(model.name()).hasMessageContaining("" + status);
    }
    assertThat(server.calls()).as("asked once").isEqualTo(1);
  }

  static Stream<Arguments> waysToSayThatMoneyIsSpent() {
    return Stream.of(
        Arguments.of(Fault.quotaSpent()),
        Arguments.of(Fault.throttled().of("insufficient_quota", "credit_balance_exhausted")),
        Arguments.of(Fault.throttled().of("", "organization_usage_limit_exceeded")),
        Arguments.of(Fault.throttled().of("", "project_spend_limit_exceeded")),
        Arguments.of(Fault.throttled().of("rate_limit_error", "enforced_spend_limit_reached")),
        Arguments.of(Fault.status(400).of("", "billing_hard_limit_reached")),
        Arguments.of(Fault.status(400).saying("Your credit balance is too low to access the API.")),
        Arguments.of(
            Fault.status(400)
                .saying("You have reached your specified workspace API usage limits.")));
  }

  @ParameterizedTest
  @MethodSource("waysToSayThatMoneyIsSpent")
  void spentMoneyIsNoThrottle(Fault.Status fault) {
    server.next(fault);

    try (ReasoningModel model = model()) {
      assertThat(failure(model).kind()).isEqualTo(Kind.QUOTA_SPENT);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Retry-After; 7; PT7S",
        "retry-after; 0.25; PT0.25S",
        "Retry-After; Fri, 02 Jan 2026 03:05:35 GMT; PT1M30S",
        "Retry-After-Ms; 1500; PT1.5S",
        "Retry-After; 999999999; PT24H",
        "Retry-After; -5;",
        "Retry-After; soon;",
        "Retry-After; Thu, 01 Jan 2026 00:00:00 GMT;",
      })
  void theProviderSaysWhenToComeBack(String header, String value, Duration expected) {
    server.next(Fault.throttled(header, value), Fault.status(503).with(header, value));

    try (ReasoningModel model = model()) {
      assertThat(failure(model).retryAfter()).isEqualTo(expected);
      assertThat(failure(model).retryAfter()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Flaw.class,
      names = {"RESET", "TRUNCATED_BODY"})
  void aBrokenConnectionIsAFailureOfTheProvider(Fault.Flaw flaw) {
    server.next(flaw);

    try (ReasoningModel model = model()) {
      assertThat(failure(model).kind()).isEqualTo(Kind.UNAVAILABLE);
    }
    assertThat(server.calls()).as("asked once").isEqualTo(1);
  }

  @Test
  void aConnectionThatWasKeptAndBreaksIsNotTriedAgain() throws Exception {
    server.next(Fault.Flaw.EMPTY, Fault.Flaw.RESET);

    try (ReasoningModel model = model()) {
      assertThat(failure(model).kind()).isEqualTo(Kind.UNUSABLE);
      assertThat(failure(model).kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(server.calls()).isEqualTo(2);

      Answer _ = model.ask(PROMPT, PATIENCE);
    }
    assertThat(server.calls()).isEqualTo(3);
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() {
    try (ReasoningModel model = model()) {
      server.close();

      assertThat(failure(model).kind()).isEqualTo(Kind.UNAVAILABLE);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Flaw.class,
      names = {"EMPTY", "CUT_OFF", "DECLINED"})
  void anAnswerThatIsNoneCostsItsTokens(Fault.Flaw flaw) {
    server.answer(question -> "{\"narrative\":\"a long story\"}");
    server.next(flaw);

    try (ReasoningModel model = model()) {
      ProviderException failure = failure(model);

      assertThat(failure.kind()).isEqualTo(Kind.UNUSABLE);
      assertThat(failure.tokens().input()).isEqualTo(11);
      assertThat(failure.tokens().output()).isEqualTo(flaw == Fault.Flaw.EMPTY ? 0 : usedBy(flaw));
    }
  }

  private static long usedBy(Fault.Flaw flaw) {
    return flaw == Fault.Flaw.CUT_OFF ? 4 : 6;
  }

  @Test
  void aPageInsteadOfAnAnswerIsUnusable() {
    server.next(Fault.Flaw.HTML);

    try (ReasoningModel model = model()) {
      assertThat(failure(model).kind()).isEqualTo(Kind.UNUSABLE);
    }
  }

  @Test
  void wordsInsteadOfJsonAreHandedOnToBeValidated() throws Exception {
    server.next(Fault.Flaw.PROSE);

    try (ReasoningModel model = model()) {
      assertThat(model.ask(PROMPT, PATIENCE).text()).startsWith("It may well be");
    }
  }

  @Test
  void anAnswerBeyondAllMeasureIsNotRead() throws Exception {
    server.answer(question -> "x".repeat(1 << 21));

    try (ReasoningModel model = model()) {
      ProviderException failure = failure(model);

      assertThat(failure.kind()).isEqualTo(Kind.UNUSABLE);
      assertThat(failure).hasMessageContaining("too large");

      server.answer(question -> "x".repeat(1_000_000));
      assertThat(model.ask(PROMPT, PATIENCE).text()).hasSize(1_000_000);
    }
  }

  @Test
  void neitherKeyNorPromptIsShown() {
    server.next(
        Fault.status(400).of(PROMPT.user(), ModelServer.KEY + " is wrong").saying(PROMPT.system()),
        Fault.Flaw.RESET,
        Fault.Flaw.HTML);

    try (ReasoningModel model = model()) {
      for (int i = 0; i < 3; i++) {
        assertThat(failure(model))
            .satisfies(
                failure ->
                    assertThat(failure.toString() + failure.getCause())
                        .doesNotContain(PROMPT.user(), PROMPT.system(), ModelServer.KEY));
      }
      assertThat(model.toString()).doesNotContain(ModelServer.KEY);
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    server.next(Fault.status(307).with("Location", server.openAiUrl() + "/chat/completions"));

    try (ReasoningModel model = model()) {
      assertThat(failure(model).kind()).isEqualTo(Kind.REJECTED);
    }
    assertThat(server.calls()).isEqualTo(1);
  }

  @Test
  void aWrongPathIsRejected() {
    ProviderConfig lost =
        new ProviderConfig(
            kind,
            URI.create(server.anthropicUrl() + "/elsewhere"),
            "model-1",
            StructuredMode.PROMPT_ONLY,
            500,
            null,
            Duration.ofSeconds(20));

    try (ReasoningModel model = Models.of(lost, Provider.key())) {
      assertThat(failure(model).kind()).isEqualTo(Kind.REJECTED);
    }
  }

  private ReasoningModel model() {
    return Models.of(
        Provider.config(server, kind, StructuredMode.JSON_SCHEMA),
        Provider.key(),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
