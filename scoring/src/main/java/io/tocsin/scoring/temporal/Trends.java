package io.tocsin.scoring.temporal;

import io.tocsin.schemas.signal.TemporalMeasures.Trend;
import io.tocsin.schemas.signal.TemporalMeasures.Trend.Direction;
import io.tocsin.scoring.gamma.UnitGamma;
import org.jspecify.annotations.Nullable;

/**
 * Where a series goes. It increases or decreases when both the log-linear fit and the rank test say
 * so; otherwise it fluctuates when its periods differ by more than chance (Fisher's index of
 * dispersion, 1950), else it is stable.
 */
final class Trends {
  private Trends() {}

  /**
   * Absent when there are too few reports or periods to tell.
   *
   * @param periodsPerMonth 1 for months
   */
  static @Nullable Trend of(
      ReportSeries series, double periodsPerMonth, TemporalThresholds.Trend thresholds) {
    int size = series.whole();
    long total = series.reports(0, size);
    if (size < thresholds.minPeriods() || total < thresholds.minReports()) {
      return null;
    }
    LogLinearGrowth growth = LogLinearGrowth.of(series);
    MannKendall ranks = MannKendall.of(series);
    Direction direction = direction(series, growth, ranks, thresholds.pBelow());
    double monthlyGrowth = growth.slope() * periodsPerMonth;
    return new Trend(
        direction,
        monthlyGrowth,
        growth.p(),
        ranks.p(),
        direction == Direction.INCREASING ? (Double) (Math.log(2) / monthlyGrowth) : null);
  }

  private static Direction direction(
      ReportSeries series, LogLinearGrowth growth, MannKendall ranks, double pBelow) {
    if (growth.p() < pBelow && ranks.p() < pBelow && growth.slope() * ranks.s() > 0) {
      return growth.slope() > 0 ? Direction.INCREASING : Direction.DECREASING;
    }
    return dispersionP(series) < pBelow ? Direction.FLUCTUATING : Direction.STABLE;
  }

  private static double dispersionP(ReportSeries series) {
    int size = series.whole();
    double mean = (double) series.reports(0, size) / size;
    double degreesOfFreedom = size - 1;
    double chiSquared = degreesOfFreedom * series.variance(0, size) / mean;
    return new UnitGamma(degreesOfFreedom / 2).upper(chiSquared / 2);
  }
}
