package io.tocsin.scoring.temporal;

import java.util.Arrays;

/**
 * The rank test of a monotone trend of Mann (1945) and Kendall (1975), over the whole periods of a
 * series, with the variance corrected for ties and z for continuity.
 *
 * @param s how many more pairs of periods rise than fall
 * @param p two-sided, by the normal approximation; 1 when all periods are equal
 */
record MannKendall(long s, double p) {

  static MannKendall of(ReportSeries series) {
    int size = series.whole();
    long[] sorted = new long[size];
    long s = 0;
    for (int i = 0; i < size; i++) {
      long reports = series.reports(i);
      sorted[i] = reports;
      for (int earlier = 0; earlier < i; earlier++) {
        s += Long.signum(reports - sorted[earlier]);
      }
    }
    Arrays.sort(sorted);
    double variance = permutations(size);
    for (int from = 0; from < size; ) {
      int to = from + 1;
      while (to < size && sorted[to] == sorted[from]) {
        to++;
      }
      variance -= permutations(to - from);
      from = to;
    }
    if (s == 0 || variance == 0) {
      return new MannKendall(s, 1);
    }
    double z = (Math.abs(s) - 1) / Math.sqrt(variance);
    return new MannKendall(s, LogLinearGrowth.twoSidedP(z));
  }

  /** Variance of the statistic among all orders of so many different values. */
  private static double permutations(double values) {
    return values * (values - 1) * (2 * values + 5) / 18;
  }
}
