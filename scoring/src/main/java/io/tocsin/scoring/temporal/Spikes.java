package io.tocsin.scoring.temporal;

import io.tocsin.schemas.signal.TemporalMeasures.Spike;
import io.tocsin.scoring.gamma.UnitGamma;
import org.jspecify.annotations.Nullable;

/**
 * The most remarkable of the recent weeks against all weeks before them.
 *
 * <p>The baseline is the mean of the earlier weeks with half a report added to their sum, the mean
 * of the posterior under Jeffreys' prior: after a silence the expected count is small, not zero. z
 * counts standard deviations of the baseline: that of the Poisson distribution, or that of the
 * earlier weeks when they vary more. p is the upper tail of the Poisson distribution.
 */
final class Spikes {
  private static final double JEFFREYS = 0.5;

  private Spikes() {}

  /** Absent when no recent week stands out, or the pair was known too briefly before them. */
  static @Nullable Spike find(ReportSeries weeks, TemporalThresholds.Spike thresholds) {
    int baselineWeeks = weeks.size() - thresholds.recentWeeks();
    if (baselineWeeks < thresholds.baselineWeeks()) {
      return null;
    }
    int week = highest(weeks, baselineWeeks);
    long reports = weeks.reports(week);
    if (reports < thresholds.minReports()) {
      return null;
    }
    double baseline = (weeks.reports(0, baselineWeeks) + JEFFREYS) / baselineWeeks;
    double variance = baselineWeeks < 2 ? 0 : weeks.variance(0, baselineWeeks);
    double z = (reports - baseline) / Math.sqrt(Math.max(baseline, variance));
    if (!(z > thresholds.zAbove())) {
      return null;
    }
    double p = new UnitGamma(reports).lower(baseline);
    return p < thresholds.pBelow() ? new Spike(weeks.monday(week), reports, baseline, z, p) : null;
  }

  /** The week with the most reports, the newest of several. */
  private static int highest(ReportSeries weeks, int from) {
    int highest = from;
    for (int i = from + 1; i < weeks.size(); i++) {
      if (weeks.reports(i) >= weeks.reports(highest)) {
        highest = i;
      }
    }
    return highest;
  }
}
