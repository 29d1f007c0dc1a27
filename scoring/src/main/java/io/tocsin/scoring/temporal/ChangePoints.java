package io.tocsin.scoring.temporal;

import io.tocsin.schemas.signal.TemporalMeasures.ChangePoint;
import org.hipparchus.distribution.continuous.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * One change of level in a weekly series of whole weeks: the split whose two segments, each with
 * its own mean, have the greatest Poisson likelihood, found by trying all.
 *
 * <p>Two conditions keep chance out. The deviance must fall by more than a penalty, because the
 * best of many splits is better than none even where nothing changes. And Welch's test must tell
 * the means apart, because reports that come in batches vary more than the Poisson distribution. A
 * segment's variance in it is at least the Poisson one: three equal weeks do not mean certainty.
 */
final class ChangePoints {
  private ChangePoints() {}

  /** Absent when the level did not change, or there are too few reports or weeks to tell. */
  static @Nullable ChangePoint find(ReportSeries weeks, TemporalThresholds.ChangePoint thresholds) {
    int size = weeks.whole();
    long total = weeks.reports(0, size);
    if (size < 2 * thresholds.minWeeks() || total < thresholds.minReports()) {
      return null;
    }
    int best = 0;
    double greatest = Double.NEGATIVE_INFINITY;
    long before = weeks.reports(0, thresholds.minWeeks());
    for (int split = thresholds.minWeeks(); split <= size - thresholds.minWeeks(); split++) {
      double likelihood = likelihood(before, split) + likelihood(total - before, size - split);
      if (likelihood > greatest) {
        greatest = likelihood;
        best = split;
      }
      before += weeks.reports(split);
    }
    double gain = 2 * (greatest - likelihood(total, size));
    return gain > thresholds.penalty() * Math.log(size)
        ? tested(weeks, best, thresholds.pBelow())
        : null;
  }

  /** The greatest Poisson log likelihood of a segment, without what every split has in common. */
  private static double likelihood(long reports, int weeks) {
    return reports == 0 ? 0 : reports * Math.log((double) reports / weeks);
  }

  private static @Nullable ChangePoint tested(ReportSeries weeks, int split, double pBelow) {
    int size = weeks.whole();
    double before = (double) weeks.reports(0, split) / split;
    double after = (double) weeks.reports(split, size) / (size - split);
    double p =
        welch(
            after - before,
            Math.max(before, weeks.variance(0, split)) / split,
            split,
            Math.max(after, weeks.variance(split, size)) / (size - split),
            size - split);
    return p < pBelow ? new ChangePoint(weeks.monday(split), before, after, p) : null;
  }

  /**
   * Two-sided p of Welch's test (1947) for a difference of means with these squared standard
   * errors, not both 0, of samples of these sizes.
   */
  private static double welch(
      double difference, double squaredError1, int size1, double squaredError2, int size2) {
    double squaredError = squaredError1 + squaredError2;
    double degreesOfFreedom =
        squaredError
            * squaredError
            / (squaredError1 * squaredError1 / (size1 - 1)
                + squaredError2 * squaredError2 / (size2 - 1));
    double t = Math.abs(difference) / Math.sqrt(squaredError);
    return 2 * new TDistribution(degreesOfFreedom).cumulativeProbability(-t);
  }
}
