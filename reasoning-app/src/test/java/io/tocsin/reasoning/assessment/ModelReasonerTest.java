package io.tocsin.reasoning.assessment;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.detection.Engine;
import io.tocsin.servers.Fault;
import io.tocsin.servers.ScriptedAssessor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An alert while the model is away, for an hour, for ever, and back. */
final class ModelReasonerTest {
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofHours(24);

  private final Desk desk = new Desk();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
  private final InstantSource clock = now::get;
  private final ModelReasoner reasoner =
      desk.reasoner(new UpgradeConfig(INTERVAL, PATIENCE), clock.withZone(ZoneOffset.UTC));
  private final Alert alert = alert().build();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void anHourWithoutModelIsOneDegradedDetectionAndThenTheModels() throws Exception {
    desk.server.always(Fault.status(503));
    Reasoned first = reason(null);
    Detection degraded = Objects.requireNonNull(first.detection());
    assertThat(degraded.engine()).isEqualTo(Engine.RULES);
    assertThat(degraded.upgradePending()).isTrue();
    Deferral deferral = Objects.requireNonNull(first.again());
    assertThat(deferral.notBefore()).isEqualTo(now.get().plus(INTERVAL));

    for (int i = 0; i < 3; i++) {
      pass(Duration.ofMinutes(20));
      Reasoned again = reason(deferral);
      assertThat(again.detection()).as("rules have answered already").isNull();
      deferral = Objects.requireNonNull(again.again());
    }

    desk.server.heal();
    Reasoned last = reason(deferral);
    Detection detection = Objects.requireNonNull(last.detection());
    assertThat(detection.engine()).isEqualTo(Engine.LLM);
    assertThat(detection.supersedes()).isEqualTo(degraded.reasoningId());
    assertThat(last.again()).isNull();
  }

  @Test
  void whatTheProviderAsksToWaitIsWaitedButNoLongerThanAQuarterOfAnHour() throws Exception {
    desk.server.always(Fault.throttled("Retry-After", "120"));
    assertThat(Objects.requireNonNull(reason(null).again()).notBefore())
        .isEqualTo(now.get().plusSeconds(120));

    desk.server.always(Fault.throttled("Retry-After", "86400"));
    assertThat(Objects.requireNonNull(reason(null).again()).notBefore())
        .isEqualTo(now.get().plus(Duration.ofMinutes(15)));
  }

  @Test
  void afterADayTheRulesAnswerIsFinal() throws Exception {
    desk.server.always(Fault.status(503));
    Reasoned first = reason(null);

    pass(PATIENCE.plusSeconds(1));
    Reasoned last = reason(first.again());

    Detection detection = Objects.requireNonNull(last.detection());
    assertThat(detection.engine()).isEqualTo(Engine.RULES);
    assertThat(detection.degradedReason()).isEqualTo("given_up");
    assertThat(detection.upgradePending()).isFalse();
    assertThat(detection.supersedes())
        .isEqualTo(Objects.requireNonNull(first.detection()).reasoningId());
    assertThat(last.again()).isNull();
  }

  @Test
  void anAlertThatANewerOneHasOvertakenIsNotWorthACall() throws Exception {
    Reasoned reasoned = reasoner.reason(new Question(alert, null, true));

    assertThat(Objects.requireNonNull(reasoned.detection()).degradedReason())
        .isEqualTo("overtaken");
    assertThat(desk.server.calls()).isZero();
  }

  @Test
  void whatUnusableAnswersTookStandsInTheRulesDetection() throws Exception {
    desk.server.answer(
        new ScriptedAssessor().andThen(json -> json.replace("no proof", "4711 proofs")));

    Detection detection = Objects.requireNonNull(reason(null).detection());

    assertThat(detection.degradedReason()).isEqualTo("unusable_answer");
    assertThat(Objects.requireNonNull(detection.usage()).inputTokens()).isPositive();
    assertThat(reason(null).detection()).as("delivered again").isEqualTo(detection);
    assertThat(desk.server.calls()).isEqualTo(2);
  }

  private Reasoned reason(@Nullable Deferral earlier) throws InterruptedException {
    return reasoner.reason(new Question(alert, earlier, false));
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }
}
