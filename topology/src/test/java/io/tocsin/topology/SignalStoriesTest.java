package io.tocsin.topology;

import static io.tocsin.topology.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.deadletter.DeadLetter;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.SignalObservation;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalStoriesTest {
  private final Pipeline pipeline = new Pipeline();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void aReadyMadeSignalIsScoredAndRings() {
    pipeline.observe("ROTA|INTUS", observation(5)).settle();

    assertThat(pipeline.score("rota", "intus").table()).isNull();
    assertThat(pipeline.score("rota", "intus").layer0()).isEqualTo(0.5);
    assertThat(pipeline.newAlerts())
        .singleElement()
        .extracting(Alert::toLevel)
        .isEqualTo(AlertLevel.CRITICAL);
  }

  @Test
  void theSameContentWithinTheWindowIsScoredOnce() {
    pipeline.observe("ROTA|INTUS", observation(5)).settle();
    pipeline.observe("ROTA|INTUS", observation(5)).settle();
    assertThat(pipeline.account().freshScores()).isEqualTo(1);

    pipeline.observe("ROTA|INTUS", observation(6)).settle();
    assertThat(pipeline.account().freshScores()).isEqualTo(2);

    pipeline.pass(Duration.ofDays(2)).observe("ROTA|INTUS", observation(6)).settle();
    assertThat(pipeline.account().freshScores()).isEqualTo(3);
  }

  @Test
  void aSignalOfACountedPairAddsItsSourcesToTheConsensus() {
    for (int i = 0; i < 5; i++) {
      pipeline.send(report("r" + i).suspect("ROTA").reaction("INTUS"));
    }
    pipeline.settle();
    double before = pipeline.score("ROTA", "INTUS").components().consensus();

    pipeline.observe("ROTA|INTUS", observation(3)).settle();

    assertThat(pipeline.score("ROTA", "INTUS").components().consensus()).isGreaterThan(before);
    assertThat(pipeline.score("ROTA", "INTUS").table()).extracting("n11").isEqualTo(5L);
  }

  @Test
  void aSignalUnderAnotherPairsKeyIsRefused() {
    pipeline.observe("ROTA|FEVER", observation(5)).settle();

    assertThat(pipeline.wasScored("ROTA", "INTUS")).isFalse();
    assertThat(pipeline.deadSignals())
        .singleElement()
        .extracting(DeadLetter::code)
        .isEqualTo(ErrorCode.KEY_MISMATCH);
  }

  private static SignalObservation observation(long count) {
    return new SignalObservation(
        "Rota",
        "Intus",
        count,
        10_000,
        "serious",
        count,
        "death",
        List.of(LocalDate.of(2026, 11, 1)),
        null,
        null,
        0.9,
        null,
        0.9,
        0.9,
        List.of("faers", "pubmed", "rwe_claims"),
        Map.of("faers", 0.9, "pubmed", 0.9, "rwe_claims", 0.9),
        Map.of("faers", 0.9, "pubmed", 0.9, "rwe_claims", 0.9),
        Map.of(),
        LocalDate.of(2026, 11, 1),
        null,
        List.of(),
        null,
        null,
        null);
  }
}
