package io.tocsin.scoring.sequential;

/**
 * The maximised sequential probability ratio test for Poisson counts (Kulldorff et al. 2011): one
 * pair is watched from its first day on, the ratio of the likelihoods is looked at after every
 * report, and the chance that it ever reaches the critical value before the expected count passes
 * an upper limit is alpha when reporting is as expected.
 *
 * <p>That promise holds for prospective surveillance: the limits are set before the first report,
 * and the expected count only grows and does not depend on what is watched. The expected count of a
 * contingency table is neither: it is estimated from reports that include the pair's own, so that
 * it exceeds the true one when there is a signal (the test rings later), and it may fall when other
 * drugs are reported more. And alpha is for one pair: of a thousand pairs without any association,
 * a thousand times alpha are expected to ring.
 */
public final class MaxSprt {
  private final SequentialThresholds thresholds;
  private final double criticalValue;

  private MaxSprt(SequentialThresholds thresholds) {
    this.thresholds = thresholds;
    this.criticalValue =
        criticalValue(thresholds.upperLimit(), thresholds.minEvents(), thresholds.alpha());
  }

  /** The test; making one computes its critical value, which takes some milliseconds. */
  public static MaxSprt of(SequentialThresholds thresholds) {
    return new MaxSprt(thresholds);
  }

  /**
   * The log likelihood ratio that a signal reaches, such that the chance of one is {@code alpha}
   * without an association; exact to about 1e-9, relative.
   *
   * @param upperLimit surveillance ends when the expected count reaches this; above 0
   * @param minEvents reports that a signal needs, at least 1
   * @throws IllegalArgumentException when no critical value has so great a chance, as {@link
   *     SequentialThresholds} refuses it
   */
  public static double criticalValue(double upperLimit, int minEvents, double alpha) {
    SequentialThresholds valid = new SequentialThresholds(upperLimit, minEvents, alpha);
    return new CrossingChance(valid.upperLimit(), valid.minEvents()).boundaryOf(valid.alpha());
  }

  /**
   * ln of the greatest ratio of likelihoods of {@code n} reports, at rates above the expected and
   * at the expected one: n·ln(n/E) − (n − E) for n above E, else 0 (Kulldorff et al. 2011, eq. 3).
   *
   * @param n reports, 0 or more
   * @param expected above 0
   */
  public static double logLikelihoodRatio(long n, double expected) {
    return n > expected ? n * Math.log(n / expected) - (n - expected) : 0;
  }

  /** The log likelihood ratio that a signal reaches. */
  public double criticalValue() {
    return criticalValue;
  }

  /**
   * Whether the pair signals now. Beyond the upper limit it does not: surveillance has ended there,
   * whatever was found before.
   *
   * @param n reports so far
   * @param expected reports expected so far without an association
   */
  public boolean signals(long n, double expected) {
    return n >= thresholds.minEvents()
        && expected > 0
        && expected <= thresholds.upperLimit()
        && logLikelihoodRatio(n, expected) >= criticalValue;
  }
}
