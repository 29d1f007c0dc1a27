package io.tocsin.reasoning.assessment;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.rules.RulesEngine;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.detection.Engine;
import io.tocsin.schemas.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class RulesReasonerTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Reasoner reasoner = at(NOW);

  @Test
  void whatRulesMadeIsNeverPresentedAsAModels() {
    Detection detection = reasoner.reason(alert().build());

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
    Detection detection = reasoner.reason(alert().build());

    byte[] json = Json.mapper().writeValueAsBytes(detection);

    assertThat(Json.mapper().readValue(json, Detection.class)).isEqualTo(detection);
  }

  @Test
  void anAlertReadAgainGivesTheSameDetectionButForItsTime() {
    Instant later = NOW.plusSeconds(3600);

    Detection first = reasoner.reason(alert().build());
    Detection again = at(later).reason(alert().build());

    assertThat(again).usingRecursiveComparison().ignoringFields("detectedAt").isEqualTo(first);
    assertThat(again.detectedAt()).isEqualTo(later);
  }

  @Test
  void differentAlertsOfAPairAreDifferentQuestions() {
    Detection first = reasoner.reason(alert().sequence(1).build());
    Detection second = reasoner.reason(alert().sequence(2).build());

    assertThat(second.reasoningId()).isNotEqualTo(first.reasoningId());
    assertThat(second.evidenceHash()).isNotEqualTo(first.evidenceHash());
  }

  private static Reasoner at(Instant instant) {
    return new RulesReasoner(new RulesEngine(), Clock.fixed(instant, ZoneOffset.UTC));
  }
}
