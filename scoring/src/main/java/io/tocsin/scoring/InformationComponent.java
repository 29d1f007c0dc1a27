package io.tocsin.scoring;

import io.tocsin.schemas.signal.Estimate;
import io.tocsin.scoring.gamma.UnitGamma;

/**
 * The information component log2((a + ½)/(E + ½)) with exact credibility bounds: log2 of the
 * quantiles of Gamma(a + ½, rate E + ½) (Norén et al. 2013). Finite for every count.
 */
public final class InformationComponent {
  private static final double PRIOR = 0.5;
  private static final double LOG_2 = Math.log(2);
  private static final double LOWER = 0.025;
  private static final double UPPER = 0.975;

  /** log2 of the quantiles at rate 1 of the counts that nearly all pairs have. */
  private static final int TABULATED = 512;

  private static final double[] LOWER_BY_COUNT = tabulate(LOWER);
  private static final double[] UPPER_BY_COUNT = tabulate(UPPER);

  private InformationComponent() {}

  /** The IC with its 95 % interval (IC025, IC975); both counts 0 or more. */
  public static Estimate of(long observed, double expected) {
    MutableEstimate ic = new MutableEstimate();
    of(observed, expected, ic);
    return ic.toEstimate();
  }

  /** The IC without its interval. */
  public static double value(long observed, double expected) {
    return log2((observed + PRIOR) / (expected + PRIOR));
  }

  /** IC025. */
  static double lower(long observed, double expected) {
    return lowerQuantile(observed) - log2(expected + PRIOR);
  }

  private static double lowerQuantile(long observed) {
    return observed < TABULATED ? LOWER_BY_COUNT[(int) observed] : logQuantile(observed, LOWER);
  }

  static void of(long observed, double expected, MutableEstimate into) {
    double rate = log2(expected + PRIOR);
    double lower = lowerQuantile(observed);
    double upper =
        observed < TABULATED ? UPPER_BY_COUNT[(int) observed] : logQuantile(observed, UPPER);
    into.set(log2(observed + PRIOR) - rate, lower - rate, upper - rate);
  }

  /** The bound that the IC stays below with probability {@code p}, in (0, 1). */
  public static double bound(long observed, double expected, double p) {
    return logQuantile(observed, p) - log2(expected + PRIOR);
  }

  private static double[] tabulate(double p) {
    double[] quantiles = new double[TABULATED];
    for (int observed = 0; observed < TABULATED; observed++) {
      quantiles[observed] = logQuantile(observed, p);
    }
    return quantiles;
  }

  private static double logQuantile(long observed, double p) {
    return log2(new UnitGamma(observed + PRIOR).quantile(p));
  }

  private static double log2(double x) {
    return Math.log(x) / LOG_2;
  }
}
