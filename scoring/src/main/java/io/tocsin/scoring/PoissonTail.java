package io.tocsin.scoring;

import io.tocsin.scoring.check.Check;
import io.tocsin.scoring.gamma.UnitGamma;

/**
 * The upper tail of the Poisson distribution: how likely at least n reports are where E are
 * expected by chance. It equals the regularised lower incomplete gamma function P(n, E).
 */
public final class PoissonTail {
  private static final UnitGamma[] BY_COUNT = byCount(1024);

  private PoissonTail() {}

  private static UnitGamma[] byCount(int size) {
    UnitGamma[] gammas = new UnitGamma[size];
    for (int i = 0; i < size; i++) {
      gammas[i] = new UnitGamma(i + 1.0);
    }
    return gammas;
  }

  /**
   * P(X ≥ n) for X of the Poisson distribution with this mean, to a relative error of about 1e-12;
   * 1 for n = 0, 0 for n > 0 where nothing is expected.
   *
   * @param n 0 or more
   * @param expected E, 0 or more and finite
   * @throws IllegalArgumentException when either is out of range
   */
  public static double upper(long n, double expected) {
    Check.atLeast("the count of a Poisson tail", n, 0);
    Check.notNegative("the mean of a Poisson tail", expected);
    if (n == 0) {
      return 1;
    }
    return n <= BY_COUNT.length
        ? BY_COUNT[(int) n - 1].lower(expected)
        : UnitGamma.lowerOfShape((double) n, expected);
  }
}
