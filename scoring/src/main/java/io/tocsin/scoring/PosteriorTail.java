package io.tocsin.scoring;

import io.tocsin.scoring.gamma.UnitGamma;

/**
 * One quantile of the mixtures of two gamma distributions of fixed shapes, for any weight and
 * rates. It lies between the quantiles of the two, which bracket a Newton iteration on the
 * logarithm of the tail.
 */
final class PosteriorTail {
  private static final double DONE_WITHIN = 1e-8;
  private static final int MAX_STEPS = 200;

  private final UnitGamma first;
  private final UnitGamma second;
  private final boolean lower;
  private final double done;
  private final double mass;
  private final double firstQuantile;
  private final double secondQuantile;

  /**
   * The quantile that {@code p} lies below.
   *
   * @param p in (0, 1)
   */
  PosteriorTail(UnitGamma first, UnitGamma second, double p) {
    this.first = first;
    this.second = second;
    this.lower = p <= 0.5;
    this.done = DONE_WITHIN / Math.sqrt(1 + Math.max(first.shape(), second.shape()));
    this.mass = lower ? p : 1 - p;
    this.firstQuantile = Math.max(Double.MIN_NORMAL, first.quantile(p));
    this.secondQuantile = Math.max(Double.MIN_NORMAL, second.quantile(p));
  }

  /** The quantile when the first distribution, of rate {@code rate1}, has this weight. */
  double quantile(double weight, double rate1, double rate2) {
    double x1 = firstQuantile / rate1;
    double x2 = secondQuantile / rate2;
    double low = Math.min(x1, x2);
    double high = Math.max(x1, x2);
    double x = x2 * Math.pow(x1 / x2, weight);
    for (int i = 0; i < MAX_STEPS; i++) {
      double kernel1 = first.kernel(rate1 * x);
      double kernel2 = second.kernel(rate2 * x);
      double tail =
          weight * tail(first, rate1 * x, kernel1)
              + (1 - weight) * tail(second, rate2 * x, kernel2);
      double excess = Math.log(tail / mass);
      double step = -excess * tail / (weight * kernel1 + (1 - weight) * kernel2);
      if (!lower) {
        step = -step;
      }
      if (Math.abs(step) <= done) {
        return x * Math.exp(step);
      }
      if (step > 0) {
        low = x;
      } else {
        high = x;
      }
      double next = x * Math.exp(step);
      x = next > low && next < high ? next : Math.sqrt(low) * Math.sqrt(high);
    }
    return x;
  }

  private double tail(UnitGamma gamma, double x, double kernel) {
    return lower ? gamma.lower(x, kernel) : gamma.upper(x, kernel);
  }
}
