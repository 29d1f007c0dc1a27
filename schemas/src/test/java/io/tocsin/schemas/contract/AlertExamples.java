package io.tocsin.schemas.contract;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.detection.Argument;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.CausalityItem;
import io.tocsin.schemas.detection.Confidence;
import io.tocsin.schemas.detection.Confounder;
import io.tocsin.schemas.detection.Criterion;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.detection.Engine;
import io.tocsin.schemas.detection.Evidence;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.detection.Finding;
import io.tocsin.schemas.detection.Grounding;
import io.tocsin.schemas.detection.Priority;
import io.tocsin.schemas.detection.Recommendation;
import io.tocsin.schemas.detection.Usage;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.CausalityCategory;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.SignalExamples;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts and detections: some that say everything, some that say the least. */
final class AlertExamples {
  private static final Instant NOW = Instant.parse("2026-11-20T16:00:01Z");

  private AlertExamples() {}

  static Alert fullAlert() {
    ScoredSignal signal = SignalExamples.fullSignal();
    return new Alert(
        Alert.id(signal.pair(), 2),
        signal.drug(),
        signal.event(),
        2,
        AlertLevel.MODERATE,
        AlertLevel.HIGH,
        AlertReason.ESCALATED,
        signal,
        LocalDate.of(1999, 6, 1),
        NOW,
        "4bf92f3577b34da6a3ce929d0e0e4736");
  }

  static Alert minimalAlert() {
    ScoredSignal signal = SignalExamples.minimalSignal();
    return new Alert(
        Alert.id(signal.pair(), 1),
        signal.drug(),
        signal.event(),
        1,
        AlertLevel.LOW,
        AlertLevel.NONE,
        AlertReason.RETRACTED,
        signal,
        LocalDate.of(2025, 1, 1),
        NOW,
        null);
  }

  static Detection fullDetection() {
    return new Detection(
        fullAlert(),
        "ab".repeat(32),
        Engine.LLM,
        "rules-1",
        "prompt-3",
        "provider/model-1",
        assessment(
            List.of(
                new CausalityItem(
                    Criterion.TEMPORALITY, Finding.SUPPORTED, "onset after dose", List.of("f1"))),
            List.of(new Argument("reported far more often than expected", List.of("f1", "f2"))),
            "the category may be too cautious"),
        new Evidence(
            List.of(
                new Fact(
                    "f1", "statistics", NOW, "reports of the pair", new BigDecimal("34"), null),
                new Fact("f2", "label", NOW, "listed reactions", null, "fever")),
            List.of("literature")),
        new Grounding(false, List.of("the narrative names a number that is no fact")),
        "cd".repeat(32),
        "ef".repeat(32),
        new Usage(1_200, 340, new BigDecimal("0.0123")),
        2_345,
        "budget",
        true,
        "01".repeat(32),
        NOW);
  }

  static Detection minimalDetection() {
    return new Detection(
        minimalAlert(),
        "ab".repeat(32),
        Engine.RULES,
        "rules-1",
        null,
        null,
        assessment(List.of(), List.of(), null),
        new Evidence(List.of(), List.of()),
        new Grounding(true, List.of()),
        "cd".repeat(32),
        null,
        null,
        1,
        null,
        false,
        null,
        NOW);
  }

  private static Assessment assessment(
      List<CausalityItem> items, List<Argument> arguments, @Nullable String dissent) {
    return new Assessment(
        CausalityCategory.NOT_ASSESSED,
        items,
        arguments,
        arguments,
        arguments,
        items.isEmpty()
            ? List.of()
            : List.of(
                new Confounder(
                    Confounder.Kind.CO_MEDICATION, Finding.NO_DATA, "not reported", List.of())),
        Recommendation.VALIDATE_AND_ESCALATE,
        Priority.URGENT,
        Confidence.MODERATE,
        "A cluster of intussusception after the first dose.",
        List.of("spontaneous reports"),
        "Automated assessment; not a medical judgement.",
        dissent);
  }
}
