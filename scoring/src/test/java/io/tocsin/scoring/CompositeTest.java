package io.tocsin.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Estimate;
import io.tocsin.schemas.signal.Measures;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositeTest {
  private static final CompositeWeights WEIGHTS = CompositeWeights.DEFAULTS;
  private static final Offset<Double> ROUNDING = Offset.offset(1e-15);

  private final Scorer scorer = new Scorer(ScoringConfig.DEFAULTS, Model.DEFAULTS);

  @Test
  void allFourScoresHaveTheirShares() {
    assertThat(Composite.of(0.9, 0.8, 0.5, 0.25, WEIGHTS))
        .isCloseTo(0.27 + 0.32 + 0.10 + 0.025, ROUNDING);
  }

  @Test
  void anAbsentTemporalScoreLeavesItsShareToTheBayesianAndCausalityToTheClassical() {
    assertThat(Composite.of(1, 0, null, null, WEIGHTS)).isCloseTo(0.4, ROUNDING);
    assertThat(Composite.of(0, 1, null, null, WEIGHTS)).isCloseTo(0.6, ROUNDING);
    assertThat(Composite.of(0, 1, 0.0, null, WEIGHTS)).isCloseTo(0.4, ROUNDING);
    assertThat(Composite.of(1, 0, null, 0.0, WEIGHTS)).isCloseTo(0.3, ROUNDING);
  }

  @Test
  void aPairThatNothingFlagsScoresLeast() {
    ContingencyTable expected = new ContingencyTable(10, 990, 100, 9_900);
    assertThat(classical(expected)).isEqualTo(0.2);
    assertThat(bayesian(expected)).isEqualTo(0.3);
  }

  @Test
  void aPairThatEverythingFlagsScoresAllButAll() {
    ContingencyTable strong = new ContingencyTable(30, 70, 100, 99_800);
    assertThat(classical(strong)).isEqualTo(1);
    assertThat(bayesian(strong)).isEqualTo(0.95);
  }

  @Test
  void aPairOnTheVergeIsFlaggedByTwoMeasuresOfThree() {
    ContingencyTable verge = new ContingencyTable(3, 200, 30, 9_000);
    assertThat(classical(verge)).isEqualTo(0.7 + 0.05);
    assertThat(bayesian(verge)).isEqualTo(0.3);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.3", "1.01, 0.6", "2, 0.6", "2.01, 0.8", "4, 0.8", "4.01, 0.95"})
  void theBayesianScoreRisesWhereEb05PassesAStep(double eb05, double score) {
    Measures measures =
        new Measures(
            Estimate.UNDEFINED,
            Estimate.UNDEFINED,
            null,
            null,
            Estimate.UNDEFINED,
            Estimate.of(9, eb05, 20),
            null,
            null,
            false,
            false);
    assertThat(Composite.bayesian(measures, false, WEIGHTS)).isEqualTo(score);
    assertThat(Composite.bayesian(measures, true, WEIGHTS))
        .isCloseTo(Math.min(1, score + 0.05), ROUNDING);
  }

  private double classical(ContingencyTable table) {
    return Composite.classical(table, measures(table), RuleThresholds.DEFAULTS, WEIGHTS);
  }

  private double bayesian(ContingencyTable table) {
    return Composite.bayesian(measures(table), false, WEIGHTS);
  }

  private Measures measures(ContingencyTable table) {
    return scorer.measure(table);
  }
}
