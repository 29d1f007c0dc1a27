package io.tocsin.topology.scoring;

import io.tocsin.scoring.Model;
import io.tocsin.scoring.Scorer;
import io.tocsin.scoring.ScoringConfig;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The scorer of the configuration and model that stand, made anew when either changes and shared by
 * all partitions of a process.
 */
final class Scorers {
  private final Supplier<ScoringConfig> configuration;
  private final Supplier<Model> model;
  private @Nullable Current current;

  /**
   * A scorer.
   *
   * @param epoch rises with each change of configuration or model, from 1
   */
  record Current(ScoringConfig config, Model model, Scorer scorer, int epoch) {}

  Scorers(Supplier<ScoringConfig> configuration, Supplier<Model> model) {
    this.configuration = configuration;
    this.model = model;
  }

  synchronized Current current() {
    ScoringConfig config = configuration.get();
    Model fitted = model.get();
    Current known = current;
    if (known == null || !known.config.equals(config) || !known.model.equals(fitted)) {
      known =
          new Current(
              config, fitted, new Scorer(config, fitted), known == null ? 1 : known.epoch + 1);
      current = known;
    }
    return known;
  }
}
