package io.tocsin.scoring.prior;

import io.tocsin.schemas.model.FitMethod;
import io.tocsin.scoring.Prior;
import java.util.List;

/**
 * How a fit ended.
 *
 * @param prior the fitted θ, its first component the one of the greater mean; or the last good one
 *     under its own version
 * @param method by which likelihood θ was fitted, or that the last good one stays
 * @param logLikelihood of θ, natural logarithm: under the likelihood it was fitted by; of the last
 *     good θ under the zero-including likelihood where there are zero cells, else the truncated one
 * @param standardErrors of alpha1, beta1, alpha2, beta2 and p from the observed information; empty
 *     when θ was not fitted or the likelihood is too flat to tell
 * @param notes what was tried, and why it was refused, for a person
 */
public record Fit(
    Prior prior,
    FitMethod method,
    double logLikelihood,
    List<Double> standardErrors,
    List<String> notes) {

  /** Copies the lists. */
  public Fit {
    standardErrors = List.copyOf(standardErrors);
    notes = List.copyOf(notes);
  }

  /** Whether θ is new. */
  public boolean isFresh() {
    return method != FitMethod.LAST_GOOD;
  }
}
