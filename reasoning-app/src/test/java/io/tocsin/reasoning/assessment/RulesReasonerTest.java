package io.tocsin.reasoning.assessment;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.AlertBuilder;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.detection.Engine;
import io.tocsin.schemas.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RulesReasonerTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final RulesReasoner reasoner = at(NOW);

  @Test
  void whatRulesMadeIsNeverPresentedAsAModels() {
    Detection detection = reason(reasoner, alert());

    assertThat(detection.engine()).isEqualTo(Engine.RULES);
    assertThat(detection.model()).isNull();
    assertThat(detection.promptVersion()).isNull();
    assertThat(detection.usage()).isNull();
    assertThat(detection.upgradePending()).isFalse();
    assertThat(detection.assessment().notice())
        .isEqualTo(
            "Automated rule-based assessment; not a language model, not a medical judgement.");
  }

  @Test
  void aDetectionSurvivesItsJson() throws Exception {
    Detection detection = reason(reasoner, alert());

    byte[] json = Json.mapper().writeValueAsBytes(detection);

    assertThat(Json.mapper().readValue(json, Detection.class)).isEqualTo(detection);
  }

  @Test
  void anAlertReadAgainGivesTheSameDetectionButForItsTime() {
    Instant later = NOW.plusSeconds(3600);

    Detection first = reason(reasoner, alert());
    Detection again = reason(at(later), alert());

    assertThat(again).usingRecursiveComparison().ignoringFields("detectedAt").isEqualTo(first);
    assertThat(again.detectedAt()).isEqualTo(later);
  }

  @Test
  void differentAlertsOfAPairAreDifferentQuestions() {
    Detection first = reason(reasoner, alert().sequence(1));
    Detection second = reason(reasoner, alert().sequence(2));

    assertThat(second.reasoningId()).isNotEqualTo(first.reasoningId());
    assertThat(second.evidenceHash()).isNotEqualTo(first.evidenceHash());
  }

  private static Detection reason(RulesReasoner reasoner, AlertBuilder alert) {
    return Objects.requireNonNull(reasoner.reason(Question.of(alert.build())).detection());
  }

  private static RulesReasoner at(Instant instant) {
    return RulesReasoner.plain(Clock.fixed(instant, ZoneOffset.UTC));
  }
}
