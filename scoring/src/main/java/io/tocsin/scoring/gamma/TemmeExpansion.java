package io.tocsin.scoring.gamma;

/**
 * The uniform asymptotic expansion of the incomplete gamma functions for a large shape (Temme 1979;
 * DLMF 8.12): as exact near the mean, where the series converge slowly, as they are elsewhere.
 */
final class TemmeExpansion {
  private static final int ORDERS = 7;
  private static final int TERMS = 22;

  /** Coefficients of 1/Γ*(a) in powers of 1/a, alternating (DLMF 5.11.3 and 8.12.12). */
  private static final double[] SCALED_GAMMA = {
    1,
    1.0 / 12,
    1.0 / 288,
    -139.0 / 51840,
    -571.0 / 2488320,
    163879.0 / 209018880,
    5246819.0 / 75246796800.0
  };

  private static final double[][] COEFFICIENTS = coefficients();
  private static final UnitGamma HALF = new UnitGamma(0.5);

  private TemmeExpansion() {}

  static double lower(double shape, double x) {
    double eta = eta(shape, x);
    return normalTail(-eta, shape) - remainder(eta, shape);
  }

  static double upper(double shape, double x) {
    double eta = eta(shape, x);
    return normalTail(eta, shape) + remainder(eta, shape);
  }

  /** The sign of x − shape, and ½η² = λ − 1 − ln λ with λ = x/shape. */
  private static double eta(double shape, double x) {
    return Math.copySign(Math.sqrt(-2 * Gamma.logRatioMinus(x, shape)), x - shape);
  }

  /** ½·erfc(η·√(shape/2)). */
  private static double normalTail(double eta, double shape) {
    double square = 0.5 * shape * eta * eta;
    return eta >= 0 ? 0.5 * HALF.upper(square) : 1 - 0.5 * HALF.upper(square);
  }

  private static double remainder(double eta, double shape) {
    double sum = 0;
    for (int k = ORDERS - 1; k >= 0; k--) {
      double[] row = COEFFICIENTS[k];
      double inner = 0;
      for (int n = row.length - 1; n >= 0; n--) {
        inner = inner * eta + row[n];
      }
      sum = sum / shape + inner;
    }
    return Math.exp(-0.5 * shape * eta * eta) / Math.sqrt(2 * Math.PI * shape) * sum;
  }

  /** By the recurrences of DLMF 8.12.10 to 8.12.13. */
  private static double[][] coefficients() {
    int length = TERMS + 2 * ORDERS;
    double[] alpha = alpha(length + 2);
    double[][] rows = new double[ORDERS][];
    double[] first = new double[length];
    for (int n = 0; n < length; n++) {
      first[n] = (n + 2) * alpha[n + 2] - (n == 0 ? 1 : 0);
    }
    rows[0] = first;
    for (int k = 1; k < ORDERS; k++) {
      double[] row = new double[length - 2 * k];
      for (int n = 0; n < row.length; n++) {
        double sign = k % 2 == 0 ? 1 : -1;
        row[n] = sign * SCALED_GAMMA[k] * first[n] + (n + 2) * rows[k - 1][n + 2];
      }
      rows[k] = row;
    }
    return rows;
  }

  /** λ as a power series in η: 1 + η + η²/3 + η³/36 − … */
  private static double[] alpha(int length) {
    double[] alpha = new double[length];
    alpha[0] = 1;
    alpha[1] = 1;
    for (int n = 2; n < length; n++) {
      double sum = alpha[n - 1];
      for (int k = 2; k < n; k++) {
        sum -= k * alpha[k] * alpha[n - k + 1];
      }
      alpha[n] = sum / (n + 1);
    }
    return alpha;
  }
}
