package io.tocsin.reasoning.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tocsin.reasoning.call.NoAnswerException.Reason;
import io.tocsin.reasoning.call.ProviderCall.Paid;
import io.tocsin.reasoning.limits.LimitsConfig;
import io.tocsin.reasoning.limits.ProviderLoad;
import io.tocsin.reasoning.limits.RateLimiter;
import io.tocsin.reasoning.limits.RateLimiters;
import io.tocsin.reasoning.metrics.ReasoningMetrics;
import io.tocsin.reasoning.provider.Keys;
import io.tocsin.reasoning.provider.Models;
import io.tocsin.reasoning.provider.Prices;
import io.tocsin.reasoning.provider.Prompt;
import io.tocsin.reasoning.provider.ProviderConfig;
import io.tocsin.reasoning.provider.ProviderKind;
import io.tocsin.reasoning.provider.ReasoningModel;
import io.tocsin.reasoning.provider.StructuredMode;
import io.tocsin.reasoning.provider.TokenEstimate;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.servers.Fault;
import io.tocsin.servers.ModelServer;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls to a local server of a model, with the production breaker, limits and retries. */
final class ProviderCallTest {
  private static final Prompt PROMPT = new Prompt("p", "system", "user", "{}");
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final CallConfig HASTY =
      new CallConfig(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ZERO,
          3,
          Duration.ofMillis(10),
          Duration.ofMillis(40),
          5,
          Duration.ofMillis(300),
          2);

  private final ModelServer server = ModelServer.start();
  private final ReasoningModel model =
      Models.of(
          new ProviderConfig(
              ProviderKind.OPENAI_COMPATIBLE,
              URI.create(server.openAiUrl()),
              "m",
              StructuredMode.JSON_SCHEMA,
              100,
              0.0,
              Duration.ofSeconds(5)),
          Keys.fixed(new Password(ModelServer.KEY)));
  private final ReasoningMetrics metrics = new ReasoningMetrics();

  @AfterEach
  void close() {
    model.close();
    server.close();
    metrics.close();
  }

  @Test
  void aFailureThatPassesIsTriedAgain() throws Exception {
    server.next(Fault.status(503), Fault.Flaw.RESET, Fault.status(500));

    Paid paid = call(HASTY, limits(100)).ask(PROMPT, AlertLevel.HIGH, _ -> {});

    assertThat(server.calls()).isEqualTo(4);
    assertThat(paid.usage().costUsd())
        .isEqualByComparingTo(
            BigDecimal.valueOf(paid.usage().inputTokens() + 2 * paid.usage().outputTokens())
                .movePointLeft(6));
  }

  @Test
  void aRefusedRequestIsNotTriedAgain() {
    server.always(Fault.status(400));

    assertThat(failure(call(HASTY, limits(100)))).isEqualTo(Reason.REJECTED);
    assertThat(server.calls()).isEqualTo(1);
  }

  @Test
  void quotaThatIsSpentIsNotTriedAgain() {
    server.always(Fault.quotaSpent());

    assertThat(failure(call(HASTY, limits(100)))).isEqualTo(Reason.QUOTA_SPENT);
    assertThat(server.calls()).isEqualTo(1);
  }

  @Test
  void theFifthFailureOpensTheBreakerAndLaterTwoTriesCloseIt() {
    CallConfig once = retries(0);
    ProviderCall call = call(once, limits(100));
    server.always(Fault.status(500));
    for (int i = 0; i < 4; i++) {
      assertThat(failure(call)).isEqualTo(Reason.UNAVAILABLE);
      assertThat(call.breakerState()).isEqualTo("closed");
    }
    assertThat(failure(call)).isEqualTo(Reason.UNAVAILABLE);
    assertThat(call.breakerState()).isEqualTo("open");
    assertThat(failure(call)).isEqualTo(Reason.BREAKER_OPEN);
    assertThat(server.calls()).isEqualTo(5);

    server.heal();
    await().atMost(SOON).until(() -> answers(call));
    await().atMost(SOON).until(() -> answers(call) && call.breakerState().equals("closed"));
  }

  @Test
  void aStormOfRefusalsIsWaitedOutAndOpensNoBreaker() throws Exception {
    server.next(
        Fault.throttled(),
        Fault.throttled("retry-after-ms", "200"),
        Fault.throttled("Retry-After", "0"));
    ProviderCall call = call(HASTY, limits(100));

    long begun = System.nanoTime();
    Paid _ = call.ask(PROMPT, AlertLevel.HIGH, _ -> {});

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(199));
    assertThat(server.calls()).isEqualTo(4);
    for (int i = 0; i < 10; i++) {
      server.next(Fault.throttled());
    }
    assertThat(failure(call)).isEqualTo(Reason.THROTTLED);
    assertThat(failure(call)).isEqualTo(Reason.THROTTLED);
    assertThat(call.breakerState()).isEqualTo("closed");
  }

  @Test
  void aWaitThatTheDeadlineDoesNotAllowIsNotMade() {
    server.always(Fault.throttled("Retry-After", "3600"));
    ProviderCall call = call(HASTY, limits(100));

    NoAnswerException failure =
        catchThrowableOfType(
            NoAnswerException.class, () -> call.ask(PROMPT, AlertLevel.HIGH, _ -> {}));

    assertThat(failure.reason()).isEqualTo(Reason.THROTTLED);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofHours(1));
    assertThat(server.calls()).isEqualTo(1);
  }

  @Test
  void everyTryTakesItsPartOfTheLimits() {
    server.always(Fault.status(500));

    assertThat(failure(call(HASTY, limits(2)))).isEqualTo(Reason.LIMIT_REACHED);
    assertThat(server.calls()).isEqualTo(2);
  }

  @Test
  void aCallThatIsGivenUpClosesItsConnection() {
    server.always(Fault.Flaw.SILENCE);
    CallConfig brief =
        new CallConfig(
            Duration.ofMillis(300),
            Duration.ofSeconds(20),
            Duration.ZERO,
            0,
            Duration.ofMillis(10),
            Duration.ofMillis(40),
            5,
            Duration.ofSeconds(30),
            2);

    assertThat(failure(call(brief, limits(100)))).isEqualTo(Reason.TIMED_OUT);
    await().atMost(SOON).until(() -> server.closedByClient() == 1);
  }

  private static CallConfig retries(int retries) {
    return new CallConfig(
        HASTY.callTimeout(),
        HASTY.deadline(),
        HASTY.limitPatience(),
        retries,
        HASTY.backoffBase(),
        HASTY.backoffMax(),
        HASTY.breakerFailures(),
        HASTY.breakerOpen(),
        HASTY.breakerTrials());
  }

  private static boolean answers(ProviderCall call) throws InterruptedException {
    try {
      Paid _ = call.ask(PROMPT, AlertLevel.HIGH, _ -> {});
      return true;
    } catch (NoAnswerException e) {
      return false;
    }
  }

  private static Reason failure(ProviderCall call) {
    NoAnswerException failure =
        catchThrowableOfType(
            NoAnswerException.class, () -> call.ask(PROMPT, AlertLevel.HIGH, _ -> {}));
    assertThat(failure).isNotNull();
    return failure.reason();
  }

  private static RateLimiter limits(int perMinute) {
    LimitsConfig defaults = LimitsConfig.DEFAULTS;
    return RateLimiters.of(
        new LimitsConfig(
            perMinute,
            1000,
            defaults.tokensPerMinute(),
            defaults.tenant(),
            defaults.tier(),
            null,
            null,
            defaults.soft(),
            1,
            false,
            defaults.expiry()),
        null,
        () -> 0);
  }

  private ProviderCall call(CallConfig config, RateLimiter limits) {
    return new ProviderCall(
        config,
        model,
        "m",
        Prices.parse("m=1/2"),
        new TokenEstimate(100),
        limits,
        new ProviderLoad(100, () -> System.nanoTime() / 1_000_000, () -> 0),
        metrics.calls("m", "tenant"));
  }
}
