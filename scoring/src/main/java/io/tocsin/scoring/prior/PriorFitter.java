package io.tocsin.scoring.prior;

import io.tocsin.schemas.model.FitMethod;
import io.tocsin.scoring.Prior;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fits the prior θ of the gamma–Poisson shrinker to all pairs by maximum likelihood (DuMouchel
 * 1999): to the pairs with a report, given that they have one; where that likelihood has no
 * plausible maximum, as on many real databases, to all combinations of a drug and an event; where
 * that fails too, the last good θ stays.
 */
public final class PriorFitter {
  /** Fewer pairs with a report say nothing of five parameters. */
  public static final long FEWEST_PAIRS = 50;

  private PriorFitter() {}

  /**
   * The fit of a table of pairs. The order of its points has no say but in the last digits.
   *
   * @param lastGood also one of the starts
   * @param version of the fitted θ
   */
  public static Fit fit(FitData data, Prior lastGood, String version) {
    List<String> notes = new ArrayList<>();
    if (data.pairs() < FEWEST_PAIRS) {
      notes.add("%d pairs have a report, a fit needs %d".formatted(data.pairs(), FEWEST_PAIRS));
      return kept(data, lastGood, notes);
    }
    return attempt(FitMethod.TRUNCATED, data, lastGood, version, notes)
        .or(() -> zeroIncluding(data, lastGood, version, notes))
        .orElseGet(() -> kept(data, lastGood, notes));
  }

  /**
   * The natural logarithm of the likelihood of θ.
   *
   * @param method {@code ZERO_INCLUDING}, which needs the zero cells among the points, or {@code
   *     TRUNCATED}; any other stands for the former where there are zero cells, else for the latter
   * @throws IllegalArgumentException when zero cells are needed and there are none
   */
  public static double logLikelihood(Prior prior, FitData data, FitMethod method) {
    return likelihood(method, data).at(Theta.of(prior).axes()).value();
  }

  private static Likelihood likelihood(FitMethod method, FitData data) {
    return switch (method) {
      case TRUNCATED -> Likelihood.truncated(data);
      case ZERO_INCLUDING -> {
        if (!data.hasZeroCells()) {
          throw new IllegalArgumentException(
              "the zero-including likelihood needs the zero cells, and the data have none");
        }
        yield Likelihood.zeroIncluding(data);
      }
      case GIVEN, LAST_GOOD ->
          data.hasZeroCells() ? Likelihood.zeroIncluding(data) : Likelihood.truncated(data);
    };
  }

  private static Optional<Fit> zeroIncluding(
      FitData data, Prior lastGood, String version, List<String> notes) {
    if (!data.hasZeroCells()) {
      notes.add(FitMethod.ZERO_INCLUDING + " not tried: the data have no zero cells");
      return Optional.empty();
    }
    return attempt(FitMethod.ZERO_INCLUDING, data, lastGood, version, notes);
  }

  private static Optional<Fit> attempt(
      FitMethod method, FitData data, Prior lastGood, String version, List<String> notes) {
    Search search = Search.of(squashed -> likelihood(method, squashed), data, lastGood);
    Optional<String> refusal = search.refusal();
    if (refusal.isPresent()) {
      notes.add(method + " refused: " + refusal.get());
      return Optional.empty();
    }
    Newton.Result optimum = search.optimum();
    Prior prior = Theta.at(optimum.point()).prior(version);
    List<Double> errors = StandardErrors.of(prior, optimum);
    notes.add(method + " taken: " + search.summary());
    if (errors.isEmpty()) {
      notes.add("no standard errors: the likelihood is flat in some direction");
    }
    return Optional.of(new Fit(prior, method, optimum.value(), errors, notes));
  }

  private static Fit kept(FitData data, Prior lastGood, List<String> notes) {
    notes.add("the last good prior stays: " + lastGood.version());
    double logLikelihood = logLikelihood(lastGood, data, FitMethod.LAST_GOOD);
    return new Fit(lastGood, FitMethod.LAST_GOOD, logLikelihood, List.of(), notes);
  }
}
