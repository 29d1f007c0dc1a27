package io.tocsin.scoring.prior;

import io.tocsin.schemas.model.FitMethod;
import io.tocsin.schemas.signal.Estimate;
import io.tocsin.scoring.GammaPoissonShrinker;
import io.tocsin.scoring.Prior;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a new θ is worth its while: what it would change, and how far the data left the old. */
public final class Refit {
  private Refit() {}

  /**
   * The largest relative change of EBGM, EB05 or EB95 over the pairs of a histogram when {@code
   * fitted} takes the place of {@code held}; 0 when no pair has so many reports.
   *
   * @param minReports pairs with fewer reports are not looked at: no rule fires on them
   */
  public static double effect(Prior held, Prior fitted, PairHistogram pairs, long minReports) {
    Effect effect =
        new Effect(new GammaPoissonShrinker(held), new GammaPoissonShrinker(fitted), minReports);
    pairs.forEach(effect);
    return effect.largest;
  }

  /**
   * How much more likely a pair is under {@code fitted} than under {@code held}, as the mean
   * difference of log-likelihoods per pair with a report; 0 at the least when {@code fitted} is the
   * maximum.
   */
  public static double drift(Prior held, Prior fitted, FitData data, FitMethod method) {
    double gained =
        PriorFitter.logLikelihood(fitted, data, method)
            - PriorFitter.logLikelihood(held, data, method);
    return gained / Math.max(1, data.pairs());
  }

  private static final class Effect implements PairHistogram.Visitor {
    private final GammaPoissonShrinker held;
    private final GammaPoissonShrinker fitted;
    private final long minReports;
    private double largest;

    Effect(GammaPoissonShrinker held, GammaPoissonShrinker fitted, long minReports) {
      this.held = held;
      this.fitted = fitted;
      this.minReports = minReports;
    }

    @Override
    public void bin(long n, double expected, long weight) {
      if (n >= minReports) {
        Estimate before = held.shrink(n, expected);
        Estimate after = fitted.shrink(n, expected);
        compare(before.value(), after.value());
        compare(before.lower(), after.lower());
        compare(before.upper(), after.upper());
      }
    }

    private void compare(@Nullable Double before, @Nullable Double after) {
      double reference = Objects.requireNonNull(before);
      double change = Math.abs(Objects.requireNonNull(after) - reference);
      largest = Math.max(largest, change == 0 ? 0 : change / reference);
    }
  }
}
