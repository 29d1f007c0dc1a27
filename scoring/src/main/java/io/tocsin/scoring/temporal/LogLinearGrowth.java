package io.tocsin.scoring.temporal;

import io.tocsin.scoring.gamma.UnitGamma;

/**
 * Poisson regression of the whole periods' reports on time: ln(expected) = level + slope · period.
 *
 * <p>Given the total, only the slope is unknown, and it depends on the data through the sum of
 * reports times period (Cox and Lewis 1966). The fit has one more report spread evenly over the
 * series, so that the slope is finite even when all reports are in the last period. The p is that
 * of the score test of no slope on the reports as they are; its variance is increased by how much
 * the reports spread about the fitted line, as the deviance measures it, when that is more than
 * Poisson.
 *
 * @param slope of ln(expected), per period
 * @param p two-sided
 */
record LogLinearGrowth(double slope, double p) {
  private static final int MAX_STEPS = 100;
  private static final double DONE_WITHIN = 1e-12;
  private static final UnitGamma HALF = new UnitGamma(0.5);

  /** For a series of at least three whole periods and one report in them. */
  static LogLinearGrowth of(ReportSeries series) {
    int size = series.whole();
    double middle = (size - 1) / 2.0;
    double total = 0;
    double moment = 0;
    for (int i = 0; i < size; i++) {
      total += series.reports(i);
      moment += series.reports(i) * (i - middle);
    }
    double slope = slope(moment / (total + 1), size);
    double spread = Math.max(1, deviance(series, slope, total) / (size - 2));
    double variance = total * ((double) size * size - 1) / 12 * spread;
    return new LogLinearGrowth(slope, twoSidedP(moment / Math.sqrt(variance)));
  }

  /** The slope of a geometric sequence of that many terms whose mean is so far from the middle. */
  private static double slope(double meanFromMiddle, int size) {
    double target = Math.abs(meanFromMiddle);
    double middle = (size - 1) / 2.0;
    double slope = 0;
    double step = Double.POSITIVE_INFINITY;
    for (int i = 0; step > DONE_WITHIN && i < MAX_STEPS; i++) {
      double ratio = Math.exp(-slope);
      double weight = 1;
      double sum = 0;
      double first = 0;
      double second = 0;
      for (int term = size - 1; term >= 0; term--) {
        double distance = term - middle;
        sum += weight;
        first += weight * distance;
        second += weight * distance * distance;
        weight *= ratio;
      }
      double mean = first / sum;
      step = (target - mean) / (second / sum - mean * mean);
      slope += step;
    }
    return Math.copySign(slope, meanFromMiddle);
  }

  /** 2·Σ y·ln(y/μ) with μ on a line of that slope and of the same total. */
  private static double deviance(ReportSeries series, double slope, double total) {
    int size = series.whole();
    double ratio = Math.exp(slope);
    double weight = 1;
    double sum = 0;
    double explained = 0;
    double own = 0;
    for (int i = 0; i < size; i++) {
      long reports = series.reports(i);
      own += reports > 1 ? reports * Math.log((double) reports) : 0;
      explained += reports * (slope * i);
      sum += weight;
      weight *= ratio;
    }
    return 2 * (own - explained - total * Math.log(total / sum));
  }

  /** Of a standard normal deviate. */
  static double twoSidedP(double z) {
    return HALF.upper(0.5 * z * z);
  }
}
