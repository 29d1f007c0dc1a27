package io.tocsin.scoring.gamma;

/**
 * The gamma distribution of one shape and rate 1; for another rate, divide quantiles by it.
 *
 * <p>The distribution function is the regularised incomplete gamma function: its power series below
 * the mean, its continued fraction above (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31), and for a
 * large shape near its mean the uniform expansion of Temme (1979). Relative errors are about 1e-13.
 */
public final class UnitGamma {
  private static final double TINY = 1e-300;
  private static final double CONVERGED = 3e-16;
  private static final double DONE_WITHIN = 1e-8;
  private static final double LONGEST_STEP = 4;
  private static final int MAX_STEPS = 200;
  private static final double UNIFORM_FROM_SHAPE = 200;
  private static final double UNIFORM_WITHIN = 0.3;

  private final double shape;
  private final double logScale;

  /**
   * The distribution of a shape.
   *
   * @throws IllegalArgumentException when the shape is not above 0 and finite
   */
  public UnitGamma(double shape) {
    if (!(shape > 0 && shape < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the shape of a gamma distribution is " + shape + ", it must be above 0 and finite");
    }
    this.shape = shape;
    this.logScale = logScale(shape);
  }

  /**
   * P(X ≤ x) for a shape that is asked for once, without an object; {@code shape > 0}, {@code x ≥
   * 0}.
   */
  public static double lowerOfShape(double shape, double x) {
    return lower(shape, x, kernel(shape, logScale(shape), x));
  }

  private static double logScale(double shape) {
    return 0.5 * Math.log(shape) - Gamma.HALF_LOG_TWO_PI - Gamma.stirlingError(shape);
  }

  /** The shape, which is also the mean and the variance. */
  public double shape() {
    return shape;
  }

  /** The density times {@code x}: x^shape · e^−x / Γ(shape); {@code x ≥ 0}. */
  public double kernel(double x) {
    return kernel(shape, logScale, x);
  }

  private static double kernel(double shape, double logScale, double x) {
    return x > 0 ? Math.exp(shape * Gamma.logRatioMinus(x, shape) + logScale) : 0;
  }

  /** P(X ≤ x); {@code x ≥ 0}. */
  public double lower(double x) {
    return lower(shape, x, kernel(x));
  }

  /** P(X > x); {@code x ≥ 0}. */
  public double upper(double x) {
    return upper(x, kernel(x));
  }

  /** P(X ≤ x) for a caller that has {@link #kernel(double)} of the same {@code x} already. */
  public double lower(double x, double kernel) {
    return lower(shape, x, kernel);
  }

  private static double lower(double shape, double x, double kernel) {
    if (isUniform(shape, x)) {
      return TemmeExpansion.lower(shape, x);
    }
    return x <= shape + 1 ? series(shape, x, kernel) : 1 - fraction(shape, x, kernel);
  }

  /** P(X > x) for a caller that has {@link #kernel(double)} of the same {@code x} already. */
  public double upper(double x, double kernel) {
    if (isUniform(shape, x)) {
      return TemmeExpansion.upper(shape, x);
    }
    return x <= shape + 1 ? 1 - series(shape, x, kernel) : fraction(shape, x, kernel);
  }

  private static boolean isUniform(double shape, double x) {
    return shape >= UNIFORM_FROM_SHAPE && Math.abs(x - shape) < UNIFORM_WITHIN * shape;
  }

  private static double series(double shape, double x, double kernel) {
    double term = 1 / shape;
    double sum = term;
    for (double k = shape + 1; term > CONVERGED * sum; k++) {
      term *= x / k;
      sum += term;
    }
    return Math.min(1, kernel * sum);
  }

  /** By the modified method of Lentz (Thompson and Barnett 1986). */
  private static double fraction(double shape, double x, double kernel) {
    if (kernel == 0) {
      return 0;
    }
    double b = x + 1 - shape;
    double c = 1 / TINY;
    double d = 1 / b;
    double value = d;
    double change = 0;
    for (int i = 1; Math.abs(change - 1) > CONVERGED && i < 10_000; i++) {
      double a = i * (shape - i);
      b += 2;
      d = 1 / notZero(a * d + b);
      c = notZero(b + a / c);
      change = c * d;
      value *= change;
    }
    return Math.min(1, kernel * value);
  }

  private static double notZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /**
   * The value that X stays below with probability {@code p}; 0 where it lies below the smallest
   * double.
   *
   * <p>Newton's method on the logarithm of the nearer tail as a function of ln x, which is concave:
   * after its first step it can only come nearer.
   *
   * @throws IllegalArgumentException when {@code p} is not in (0, 1)
   */
  public double quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("a probability is " + p + ", it must be in (0, 1)");
    }
    double x = start(p);
    if (x == 0) {
      return 0;
    }
    double done = DONE_WITHIN / Math.sqrt(1 + shape);
    double step = Double.POSITIVE_INFINITY;
    for (int i = 0; Math.abs(step) > done && i < MAX_STEPS; i++) {
      step = Math.clamp(newtonStep(x, p), -LONGEST_STEP, LONGEST_STEP);
      x *= Math.exp(step);
    }
    return x;
  }

  /** How far ln x is from the quantile, to first order. */
  private double newtonStep(double x, double p) {
    double kernel = kernel(x);
    if (p <= 0.5) {
      double tail = lower(x, kernel);
      return kernel == 0 ? LONGEST_STEP : -Math.log(tail / p) * tail / kernel;
    }
    double tail = upper(x, kernel);
    return kernel == 0 ? -LONGEST_STEP : Math.log(tail / (1 - p)) * tail / kernel;
  }

  /**
   * The larger of two approximations: Wilson and Hilferty (1931), and the first term of the power
   * series, which never exceeds the quantile.
   */
  private double start(double p) {
    double logGammaOfNext =
        (shape + 0.5) * Math.log(shape)
            - shape
            + Gamma.HALF_LOG_TWO_PI
            + Gamma.stirlingError(shape);
    double first = Math.exp((Math.log(p) + logGammaOfNext) / shape);
    double ninth = 1 / (9 * shape);
    double root = 1 - ninth + normalQuantile(p) * Math.sqrt(ninth);
    return root > 0 ? Math.max(first, shape * root * root * root) : first;
  }

  /** To about 5e-4 (Hastings 1955, Abramowitz and Stegun 1964, 26.2.23): enough to start from. */
  private static double normalQuantile(double p) {
    double t = Math.sqrt(-2 * Math.log(Math.min(p, 1 - p)));
    double z =
        t
            - (2.515517 + t * (0.802853 + t * 0.010328))
                / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    return p < 0.5 ? -z : z;
  }
}
