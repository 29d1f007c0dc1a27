package io.tocsin.scoring.check;

import java.util.List;

/**
 * One step of a step function.
 *
 * @param bound where the step begins or ends, as the function that has it says
 * @param score what it gives, in [0, 1]
 */
public record Step(double bound, double score) {

  /** Refuses a bound that is no number. */
  public Step {
    Check.finite("the bound of a step", bound);
  }

  /** The score of the first step that {@code value} exceeds. */
  public static double exceeded(List<Step> falling, double value, double otherwise) {
    for (int i = 0; i < falling.size(); i++) {
      if (value > falling.get(i).bound) {
        return falling.get(i).score;
      }
    }
    return otherwise;
  }

  /** The score of the first step that {@code value} reaches. */
  public static double reached(List<Step> falling, double value, double otherwise) {
    for (int i = 0; i < falling.size(); i++) {
      if (value >= falling.get(i).bound) {
        return falling.get(i).score;
      }
    }
    return otherwise;
  }

  /** The score of the first step that {@code value} does not pass. */
  public static double within(List<Step> rising, double value, double otherwise) {
    for (int i = 0; i < rising.size(); i++) {
      if (value <= rising.get(i).bound) {
        return rising.get(i).score;
      }
    }
    return otherwise;
  }
}
