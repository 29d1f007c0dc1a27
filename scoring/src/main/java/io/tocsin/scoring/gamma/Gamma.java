package io.tocsin.scoring.gamma;

/**
 * The logarithm of the gamma function and its derivatives, for arguments above 0.
 *
 * <p>Arguments below 10 are raised by the recurrence Γ(x + 1) = x·Γ(x); from there the asymptotic
 * series hold to double precision (Abramowitz and Stegun 1964, 6.1.40, 6.3.18 and 6.4.12).
 */
public final class Gamma {
  /** ½·ln 2π. */
  static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private static final double ASYMPTOTIC_FROM = 10;

  private Gamma() {}

  /** ln Γ(x), to an absolute error of about 1e-15 times its size; {@code x > 0}. */
  public static double log(double x) {
    return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingError(x);
  }

  /** The digamma function ψ(x) = d ln Γ(x) / dx; {@code x > 0}. */
  public static double digamma(double x) {
    double raised = x;
    double steps = 0;
    while (raised < ASYMPTOTIC_FROM) {
      steps += 1 / raised;
      raised++;
    }
    double y = 1 / (raised * raised);
    double series =
        y
            * (1.0 / 12
                - y
                    * (1.0 / 120
                        - y
                            * (1.0 / 252
                                - y
                                    * (1.0 / 240
                                        - y
                                            * (1.0 / 132
                                                - y * (691.0 / 32760 - y * (1.0 / 12)))))));
    return Math.log(raised) - 0.5 / raised - series - steps;
  }

  /** The trigamma function ψ′(x) = d ψ(x) / dx; {@code x > 0}. */
  public static double trigamma(double x) {
    double raised = x;
    double steps = 0;
    while (raised < ASYMPTOTIC_FROM) {
      steps += 1 / (raised * raised);
      raised++;
    }
    double y = 1 / (raised * raised);
    double series =
        y
            * (1.0 / 6
                - y
                    * (1.0 / 30
                        - y
                            * (1.0 / 42
                                - y
                                    * (1.0 / 30
                                        - y * (5.0 / 66 - y * (691.0 / 2730 - y * (7.0 / 6)))))));
    return (1 + 0.5 / raised + series) / raised + steps;
  }

  /**
   * ln(Γ(shape + n) / (Γ(shape)·n!)), the coefficient of the negative binomial distribution,
   * without the cancellation of two large logarithms; {@code shape > 0}, {@code n ≥ 0}.
   */
  public static double logCoefficient(double shape, long n) {
    if (n == 0) {
      return 0;
    }
    double next = n + 1.0;
    double excess = shape - 1;
    return (n + 0.5) * Math.log1p(excess / next)
        + excess * (Math.log(n + shape) - 1)
        + stirlingError(n + shape)
        - stirlingError(next)
        - log(shape);
  }

  /**
   * What Stirling's formula lacks: ln Γ(x) − ((x − ½)·ln x − x + ½·ln 2π), which falls from +∞ at 0
   * like 1/(12x); {@code x > 0}.
   */
  public static double stirlingError(double x) {
    if (x >= ASYMPTOTIC_FROM) {
      return stirlingSeries(x);
    }
    double raised = x;
    double product = 1;
    while (raised < ASYMPTOTIC_FROM) {
      product *= raised;
      raised++;
    }
    double logGamma =
        (raised - 0.5) * Math.log(raised)
            - raised
            + HALF_LOG_TWO_PI
            + stirlingSeries(raised)
            - Math.log(product);
    return logGamma - ((x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI);
  }

  private static double stirlingSeries(double x) {
    double y = 1 / (x * x);
    return (1.0 / 12
            - y
                * (1.0 / 360
                    - y
                        * (1.0 / 1260
                            - y
                                * (1.0 / 1680
                                    - y * (1.0 / 1188 - y * (691.0 / 360360 - y * (1.0 / 156)))))))
        / x;
  }

  /**
   * ln(x/a) − (x − a)/a without cancellation where x is near a: 0 at x = a, below 0 elsewhere; both
   * above 0.
   */
  public static double logRatioMinus(double x, double a) {
    double u = (x - a) / a;
    if (Math.abs(u) > 0.2) {
      return Math.log(x / a) - u;
    }
    // ln(1 + u) = 2·(r + r³/3 + r⁵/5 + …) with r = u/(2 + u), and 2r − u = −u·r.
    double r = u / (2 + u);
    double square = r * r;
    double power = 1;
    double sum = 0;
    for (int k = 3; power > 1e-17 * k; k += 2) {
      sum += power / k;
      power *= square;
    }
    return r * (2 * square * sum - u);
  }
}
