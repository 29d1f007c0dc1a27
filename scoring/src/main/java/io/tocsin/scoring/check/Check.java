package io.tocsin.scoring.check;

import java.util.List;

/** What a setting of the scoring must satisfy; a refusal names the setting, its value and bound. */
public final class Check {
  private static final double SUM_TOLERANCE = 1e-9;

  private Check() {}

  public static void unit(String setting, double... values) {
    for (double value : values) {
      if (!(value >= 0 && value <= 1)) {
        throw refused(setting, value, "must lie between 0 and 1");
      }
    }
  }

  /** From {@code least} to {@code most}, both allowed. */
  public static void between(String setting, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw refused(setting, value, "must lie between %s and %s".formatted(least, most));
    }
  }

  public static void atLeast(String setting, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "scoring: %s is %d, it must be %d or more".formatted(setting, value, least));
    }
  }

  public static void positive(String setting, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw refused(setting, value, "must be above 0 and finite");
    }
  }

  public static void notNegative(String setting, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw refused(setting, value, "must be 0 or more and finite");
    }
  }

  public static void finite(String setting, double value) {
    if (!Double.isFinite(value)) {
      throw refused(setting, value, "must be finite");
    }
  }

  public static void oneOf(String setting, String value, List<String> known) {
    if (!known.contains(value)) {
      throw new IllegalArgumentException(
          "scoring: %s names %s, it may name %s"
              .formatted(setting, value, String.join(", ", known)));
    }
  }

  public static void notBlank(String setting, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("scoring: " + setting + " is empty, it must be given");
    }
  }

  public static void shares(String setting, double... shares) {
    unit(setting, shares);
    double sum = 0;
    for (double share : shares) {
      sum += share;
    }
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw refused("the sum of " + setting, sum, "must be 1");
    }
  }

  /** Steps whose bounds only rise ({@code direction} 1) or only fall (−1), each score in [0, 1]. */
  public static void steps(String setting, List<Step> steps, int direction) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      unit(setting, step.score());
      if (i > 0 && direction * Double.compare(step.bound(), steps.get(i - 1).bound()) <= 0) {
        throw refused(
            "bound %d of %s".formatted(i + 1, setting),
            step.bound(),
            "must be %s the one before".formatted(direction > 0 ? "above" : "below"));
      }
    }
  }

  private static IllegalArgumentException refused(String setting, double value, String bound) {
    return new IllegalArgumentException(
        "scoring: %s is %s, it %s".formatted(setting, value, bound));
  }
}
