package io.tocsin.scoring.temporal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TemporalThresholdsTest {

  @Test
  void aSpikeNeedsWeeksThatTheSeriesHasAndReports() {
    refused(() -> new TemporalThresholds.Spike(0, 4, 3, 3, 0.01), "spike.recentWeeks");
    refused(() -> new TemporalThresholds.Spike(4, 0, 3, 3, 0.01), "spike.baselineWeeks");
    refused(() -> new TemporalThresholds.Spike(20, 7, 3, 3, 0.01), "is -1, it must be 0 or more");
    refused(() -> new TemporalThresholds.Spike(4, 4, 0, 3, 0.01), "spike.minReports");
    refused(() -> new TemporalThresholds.Spike(4, 4, 3, Double.NaN, 0.01), "spike.zAbove");
    refused(() -> new TemporalThresholds.Spike(4, 4, 3, 3, 1.01), "spike.pBelow");
  }

  @Test
  void aChangeOfLevelNeedsSegmentsThatHaveAVarianceAndFitTheSeries() {
    refused(() -> new TemporalThresholds.ChangePoint(0, 4, 3, 0.05), "changePoint.minReports");
    refused(() -> new TemporalThresholds.ChangePoint(5, 1, 3, 0.05), "changePoint.minWeeks");
    refused(() -> new TemporalThresholds.ChangePoint(5, 14, 3, 0.05), "is -2, it must be 0");
    refused(() -> new TemporalThresholds.ChangePoint(5, 4, -1, 0.05), "changePoint.penalty");
    refused(() -> new TemporalThresholds.ChangePoint(5, 4, 3, -0.05), "changePoint.pBelow");
  }

  @Test
  void aTrendNeedsPeriodsToSpreadAboutALine() {
    refused(() -> new TemporalThresholds.Trend(0, 5, 0.05), "trend.minReports");
    refused(() -> new TemporalThresholds.Trend(5, 2, 0.05), "trend.minPeriods");
    refused(() -> new TemporalThresholds.Trend(5, 5, 2), "trend.pBelow");
  }

  @Test
  void noveltyEndsAndScoresAreShares() {
    refused(() -> new TemporalThresholds.Novelty(0, 0), "novelty.days");
    refused(() -> new TemporalThresholds.Novelty(365, 1.5), "novelty.emergingAbove");
    refused(() -> new TemporalThresholds.Score(0.3, 0.25, 0.2, 0.25, 0.6, 2), "temporal.score");
  }

  @Test
  void anIncreasedFrequencyIsAnIncrease() {
    refused(() -> new FrequencyThresholds(0, 5, 2), "frequency.minNew");
    refused(() -> new FrequencyThresholds(3, 0.5, 2), "frequency.factor");
    refused(() -> new FrequencyThresholds(3, 5, 0.9), "frequency.factorTwice");
  }

  private static void refused(ThrowingCallable settings, String naming) {
    assertThatThrownBy(settings)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(naming);
  }
}
