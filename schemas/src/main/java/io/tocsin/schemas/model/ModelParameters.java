package io.tocsin.schemas.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that are fitted to all pairs together, as published to {@code model.parameters}.
 *
 * @param version names them in every score computed with them
 * @param prior θ of the gamma–Poisson shrinker
 * @param method how θ was found
 * @param logLikelihood of θ under {@code method}; absent when θ was not fitted
 * @param standardErrors of alpha1, beta1, alpha2, beta2 and p; empty when the likelihood is too
 *     flat to tell, or θ was not fitted
 * @param pairs with at least one report that θ was fitted to
 * @param reports N when it was fitted
 * @param significance absent before the first fit
 * @param scoreQuantiles the quantiles of the fusion scores of all pairs at 0, 1, …, 1000 permille;
 *     empty before the first fit
 * @param fittedAt wall-clock time
 * @param notes what was tried and refused before {@code method}, for a person
 */
public record ModelParameters(
    String version,
    Theta prior,
    FitMethod method,
    @Nullable Double logLikelihood,
    List<Double> standardErrors,
    long pairs,
    long reports,
    @Nullable Significance significance,
    List<Double> scoreQuantiles,
    Instant fittedAt,
    List<String> notes) {

  /** Copies the lists. */
  public ModelParameters {
    standardErrors = List.copyOf(standardErrors);
    scoreQuantiles = List.copyOf(scoreQuantiles);
    notes = List.copyOf(notes);
  }

  /** θ: Gamma(alpha1, rate beta1) with probability p, else Gamma(alpha2, rate beta2). */
  public record Theta(double alpha1, double beta1, double alpha2, double beta2, double p) {}

  /**
   * The Benjamini–Hochberg bound over all combinations of a drug and an event.
   *
   * @param rate false discovery rate that it holds, in (0, 1)
   * @param pAtMost pairs with a Poisson p of at most this are significant; 0 when none is
   */
  public record Significance(double rate, double pAtMost) {}
}
