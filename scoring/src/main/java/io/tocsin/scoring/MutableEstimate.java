package io.tocsin.scoring;

import io.tocsin.schemas.signal.Estimate;

/**
 * A measure with its interval, to be filled again and again where memory for an {@link Estimate} of
 * each pair would be too much. What is undefined is NaN, what is infinite infinite. Not
 * thread-safe.
 */
public final class MutableEstimate {
  private double value = Double.NaN;
  private double lower = Double.NaN;
  private double upper = Double.NaN;

  void set(double newValue, double newLower, double newUpper) {
    value = newValue;
    lower = newLower;
    upper = newUpper;
  }

  /** Point estimate. */
  public double value() {
    return value;
  }

  /** Lower bound of the interval the measure is used with. */
  public double lower() {
    return lower;
  }

  /** Upper bound. */
  public double upper() {
    return upper;
  }

  /** What it is now, without what is not finite. */
  public Estimate toEstimate() {
    return Estimate.of(value, lower, upper);
  }
}
