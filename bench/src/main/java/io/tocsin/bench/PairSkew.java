package io.tocsin.bench;

/** How unequal the frequencies of drugs and reactions must be for reports to make so many pairs. */
final class PairSkew {
  private static final double MOST = 12;
  private static final double PRECISE = 0.01;

  private PairSkew() {}

  /**
   * The skew of {@link GeneratedReports} with which reports make a number of pairs.
   *
   * @throws IllegalArgumentException if no skew gives so many
   */
  static double of(long reports, long pairs) {
    double low = 1;
    double high = MOST;
    if (GeneratedReports.pairs(reports, low) < pairs) {
      throw new IllegalArgumentException(
          "%d reports do not make %d pairs: ask for less than five times as many"
              .formatted(reports, pairs));
    }
    while (high - low > PRECISE) {
      double middle = (low + high) / 2;
      if (GeneratedReports.pairs(reports, middle) > pairs) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
