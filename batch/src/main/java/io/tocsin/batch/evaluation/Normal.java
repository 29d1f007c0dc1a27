package io.tocsin.batch.evaluation;

import io.tocsin.scoring.gamma.UnitGamma;

/** The standard normal distribution. */
final class Normal {
  /** Its 97.5 % quantile, for intervals of 95 %. */
  static final double Z_975 = 1.959963984540054;

  private static final UnitGamma HALF = new UnitGamma(0.5);

  private Normal() {}

  /** The probability of being at least as far from 0 as {@code z}; half of z² is Gamma(½). */
  static double twoSided(double z) {
    return HALF.upper(0.5 * z * z);
  }
}
