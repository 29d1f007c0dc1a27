package io.tocsin.scoring;

import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a pair stands among all pairs of a model. */
final class Population {
  private Population() {}

  /** Whether the pair's Poisson p is within the model's Benjamini–Hochberg bound. */
  static boolean isSignificant(Measures measures, Model model) {
    return model.significance() != null
        && model.significance().pAtMost() > 0
        && measures.poissonP() != null
        && measures.poissonP() <= model.significance().pAtMost();
  }

  /** The standing of a fusion score; absent when the model ranks no pairs. */
  static @Nullable Standing standing(double fusionScore, boolean significant, Model model) {
    List<Double> quantiles = model.scoreQuantiles();
    if (quantiles.size() < 2) {
      return null;
    }
    double atOrBelow = shareAtOrBelow(fusionScore, quantiles);
    long above = Math.round(model.pairs() * (1 - atOrBelow));
    long rank = Math.min(1 + above, Math.max(1, model.pairs()));
    return new Standing(significant, 100 * atOrBelow, rank, model.pairs());
  }

  /** By interpolation between the quantiles, which rise; of equal ones the last counts. */
  private static double shareAtOrBelow(double score, List<Double> quantiles) {
    int last = quantiles.size() - 1;
    int below = 0;
    int above = quantiles.size();
    while (below < above) {
      int middle = (below + above) >>> 1;
      if (quantiles.get(middle) <= score) {
        below = middle + 1;
      } else {
        above = middle;
      }
    }
    if (below == 0) {
      return 0;
    }
    if (below > last) {
      return 1;
    }
    double reached = quantiles.get(below - 1);
    double next = quantiles.get(below);
    return (below - 1 + (score - reached) / (next - reached)) / last;
  }
}
