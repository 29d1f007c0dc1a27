package io.tocsin.scoring;

import static io.tocsin.scoring.Observations.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.Components;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.SignalObservation;
import java.time.Instant;
import java.time.LocalDate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayersTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 1, 1);
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  private final Scorer scorer = new Scorer(ScoringConfig.DEFAULTS, Model.DEFAULTS);

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "TRUE", "yes", " Serious "})
  void whatSaysSeriousIsSerious(String says) {
    assertThat(components(observation().serious(says).build()).seriousness()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "false", "no", "non-serious", "", "not serious"})
  void whatSaysOtherwiseIsNot(String says) {
    assertThat(components(observation().serious(says).build()).seriousness()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "death, 0.5",
    "Patient died in hospital, 0.5",
    "FATAL, 0.5",
    "hospitalization, 0.3",
    "life-threatening, 0.3",
    "permanent disability, 0.2",
    "recovered, 0",
    "unknown, 0"
  })
  void anOutcomeCountsByTheWorstItNames(String outcome, double seriousness) {
    assertThat(components(observation().outcome(outcome).build()).seriousness())
        .isEqualTo(seriousness);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-01-02, 1",
    "2025-01-01, 1",
    "2024-01-02, 0.5",
    "2023-01-02, 0.2",
    "2021-01-02, 0",
    "1998-07-01, 0"
  })
  void recencyFallsInThreePiecesFromTheNewestDate(LocalDate newest, double recency) {
    SignalObservation seen = observation().dated(newest, LocalDate.of(1990, 1, 1)).build();
    assertThat(components(seen).recency()).isCloseTo(recency, ROUNDING);
  }

  @Test
  void aPairWithoutADateIsNeitherNewNorOld() {
    Components components = components(observation().sources("faers").build());
    assertThat(components.recency()).isEqualTo(0.5);
    assertThat(components.novelty()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-12-02, 1, 0.6",
    "2024-12-01, 0.8, 0.4",
    "2024-10-03, 0.8, 0.4",
    "2024-07-05, 0.6, 0.2",
    "2024-01-02, 0.4, 0.2",
    "2024-01-01, 0.2, 0.2"
  })
  void aReactionOnTheLabelIsLessNew(LocalDate mostRecent, double unlabelled, double labelled) {
    Observations seen = observation().sources("faers").mostRecent(mostRecent);
    assertThat(components(seen.build()).novelty()).isEqualTo(unlabelled);
    assertThat(components(seen.label("RASH maculo-papular").build()).novelty()).isEqualTo(labelled);
  }

  @Test
  void aLabelListsAnEventOnlyInWholeWords() {
    Observations seen = observation().sources("faers").mostRecent(AS_OF).label("Painless swelling");
    assertThat(components(seen.of("pain")).novelty()).isEqualTo(1);
    assertThat(components(seen.of("swelling")).novelty()).isEqualTo(0.6);
  }

  @ParameterizedTest
  @CsvSource({
    "taken to the ER at night, 0.7",
    "hospitalised, 0.7",
    "fatal outcome, 0.7",
    "went shopping, 0",
    "fever after the other dose, 0"
  })
  void aTextTellsASevereCourseByWholeWords(String text, double severity) {
    assertThat(components(observation().sources("faers").text(text).build()).severity())
        .isEqualTo(severity);
  }

  @Test
  void aGivenSeverityGoesBeforeItsOtherNameAndBothBeforeTheText() {
    Observations seen = observation().sources("faers").text("fatal outcome");
    assertThat(components(seen.severity(null, 0.2).build()).severity()).isEqualTo(0.2);
    assertThat(components(seen.severity(0.1, 0.2).build()).severity()).isEqualTo(0.1);
  }

  @Test
  void aSourceIsOfTheTypeItSaysOrItsNameBeginsWith() {
    assertThat(consensus(observation().sources("faers", "pubmed").type("faers", "pubmed")))
        .isCloseTo(0.5, ROUNDING);
    assertThat(consensus(observation().sources("faers", "pubmed"))).isCloseTo(0.25, ROUNDING);
    assertThat(consensus(observation().sources("RWE_claims", "rwe"))).isCloseTo(0.5, ROUNDING);
    assertThat(consensus(observation().sources("a registry", "a forum"))).isCloseTo(0.5, ROUNDING);
  }

  @Test
  void aWeakSourceStillCountsAlittleAndThreeStrongOnesMoreThanTheirSum() {
    assertThat(consensus(observation().source("faers", 0, 1))).isCloseTo(0.1, ROUNDING);
    Observations three = observation().sources("faers", "pubmed", "rwe").allSourcesAt(0.7);
    assertThat(consensus(three)).isCloseTo(0.49 + 0.2, ROUNDING);
    assertThat(consensus(three.allSourcesAt(1))).isEqualTo(1);
    assertThat(consensus(observation().sources("faers", "pubmed").allSourcesAt(0.7)))
        .isCloseTo(0.49, ROUNDING);
  }

  @Test
  void withoutASourceTheSecondLayerSaysNothing() {
    ScoredSignal score = score(observation().burst(1).mechanism(1).build());
    assertThat(score.layer2()).isEqualTo(0.5);
    assertThat(score.components().burst()).isZero();
    assertThat(score.components().mechanism()).isZero();
  }

  @Test
  void componentsThatAreHighTogetherEarnMoreThanTheirSum() {
    ScoredSignal score =
        score(observation().count(1, 1_000).serious("yes").outcome("death").dated(AS_OF).build());
    Components.Interactions together = score.components().interactions();
    assertThat(together).isEqualTo(new Components.Interactions(0.15, 0.10, 0.10, 0.20));
    assertThat(score.layer1()).isGreaterThan(1);
    assertThat(score.fusionScore()).isLessThanOrEqualTo(1);
  }

  @Test
  void aComponentThatIsNearlyHighTunnels() {
    Observations seen = observation().dated(AS_OF);
    assertThat(components(seen.serious("yes").build()).tunneling()).isZero();
    assertThat(components(seen.serious("yes").outcome("disability").build()).tunneling())
        .isEqualTo(0.05);
  }

  private double consensus(Observations seen) {
    return components(seen.build()).consensus();
  }

  private Components components(SignalObservation seen) {
    return score(seen).components();
  }

  private ScoredSignal score(SignalObservation seen) {
    return scorer.score(seen, AS_OF, Instant.EPOCH);
  }
}
