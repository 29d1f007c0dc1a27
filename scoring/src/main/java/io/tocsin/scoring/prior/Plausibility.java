package io.tocsin.scoring.prior;

import io.tocsin.scoring.Prior;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a θ can be the distribution of reporting ratios. A likelihood without a maximum drives
 * its search to an edge of the space: a shape towards 0 (the truncated likelihood, when most pairs
 * have one report and no number of zero cells is too many for it), a component without weight, or
 * one without width.
 */
final class Plausibility {
  private static final double SMALLEST = 1e-4;
  private static final double LARGEST = 1e4;
  private static final double LEAST_WEIGHT = 1e-5;

  private Plausibility() {}

  /** What speaks against it. */
  static Optional<String> objection(Prior prior) {
    return outside("alpha1", prior.alpha1(), SMALLEST, LARGEST)
        .or(() -> outside("beta1", prior.beta1(), SMALLEST, LARGEST))
        .or(() -> outside("alpha2", prior.alpha2(), SMALLEST, LARGEST))
        .or(() -> outside("beta2", prior.beta2(), SMALLEST, LARGEST))
        .or(() -> outside("p", prior.p(), LEAST_WEIGHT, 1 - LEAST_WEIGHT));
  }

  private static Optional<String> outside(
      String parameter, double value, double least, double most) {
    if (value >= least && value <= most) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s ran to %.3g, plausible is %s to %s",
            parameter,
            value,
            plain(least),
            plain(most)));
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
