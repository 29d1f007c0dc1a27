package io.tocsin.scoring;

import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.schemas.model.ModelParameters.Significance;
import io.tocsin.schemas.model.ModelParameters.Theta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pair is scored with that comes from all pairs together.
 *
 * @param significance the Benjamini–Hochberg bound; absent before the first fit
 * @param pairs with a report at the last fit
 * @param scoreQuantiles fusion scores of all pairs at 0, 1, …, 1000 permille; empty before the
 *     first fit
 */
public record Model(
    Prior prior, @Nullable Significance significance, long pairs, List<Double> scoreQuantiles) {

  /** Before anything was fitted. */
  public static final Model DEFAULTS = new Model(Prior.DUMOUCHEL_1999, null, 0, List.of());

  /** Copies the list. */
  public Model {
    scoreQuantiles = List.copyOf(scoreQuantiles);
  }

  /** A given θ, and nothing known of the pairs. */
  public static Model of(Prior prior) {
    return new Model(prior, null, 0, List.of());
  }

  /** The model that was broadcast. */
  public static Model of(ModelParameters parameters) {
    Theta theta = parameters.prior();
    return new Model(
        new Prior(
            parameters.version(),
            theta.alpha1(),
            theta.beta1(),
            theta.alpha2(),
            theta.beta2(),
            theta.p()),
        parameters.significance(),
        parameters.pairs(),
        parameters.scoreQuantiles());
  }

  /** Names the model in every score computed with it. */
  public String version() {
    return prior.version();
  }
}
