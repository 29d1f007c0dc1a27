package io.tocsin.schemas.signal;

import org.jspecify.annotations.Nullable;

/**
 * A measure with its interval. A part that is undefined or infinite is absent, never NaN.
 *
 * @param value point estimate
 * @param lower lower bound of the interval the measure is used with
 * @param upper upper bound
 */
public record Estimate(@Nullable Double value, @Nullable Double lower, @Nullable Double upper) {
  /** Nothing can be said. */
  public static final Estimate UNDEFINED = new Estimate(null, null, null);

  /** An estimate of which all that is not finite is left out. */
  public static Estimate of(double value, double lower, double upper) {
    return new Estimate(finite(value), finite(lower), finite(upper));
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }
}
