package io.tocsin.scoring;

import io.tocsin.scoring.gamma.UnitGamma;

/**
 * One quantile of the mixtures of two gamma distributions of fixed shapes, for any weight and
 * rates. It lies between the quantiles of the two, which bracket Halley's iteration on the
 * logarithm of the tail as a function of ln x. It triples the correct digits with each step.
 */
final class PosteriorTail {
  private static final double DONE_WITHIN = 1e-5;
  private static final double CORRECTED_BELOW = 0.5;
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
      double step = halleyStep(x, weight, rate1, rate2);
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

  /** How far ln x is from the quantile, to second order; its sign is right at any distance. */
  private double halleyStep(double x, double weight, double rate1, double rate2) {
    double y1 = rate1 * x;
    double y2 = rate2 * x;
    double kernel1 = first.kernel(y1);
    double kernel2 = second.kernel(y2);
    double tail = weight * tail(first, y1, kernel1) + (1 - weight) * tail(second, y2, kernel2);
    double slope = weight * kernel1 + (1 - weight) * kernel2;
    double bend =
        weight * kernel1 * (first.shape() - y1) + (1 - weight) * kernel2 * (second.shape() - y2);
    double excess = Math.log(tail / mass);
    double direction = lower ? -1 : 1;
    if (slope == 0) {
      return Math.copySign(Double.POSITIVE_INFINITY, direction * excess);
    }
    double newton = direction * excess * tail / slope;
    double correction = 0.5 * newton * (bend / slope + direction * slope / tail);
    return Math.abs(correction) < CORRECTED_BELOW ? newton / (1 + correction) : newton;
  }

  private double tail(UnitGamma gamma, double x, double kernel) {
    return lower ? gamma.lower(x, kernel) : gamma.upper(x, kernel);
  }
}
