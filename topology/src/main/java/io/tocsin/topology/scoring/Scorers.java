package io.tocsin.topology.scoring;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.scoring.CountedPair;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Scorer;
import io.tocsin.scoring.ScoringConfig;
import io.tocsin.scoring.strata.PairStrata;
import io.tocsin.topology.counting.CountTables.Snapshot;
import java.time.Instant;
import java.time.LocalDate;
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
  record Current(ScoringConfig config, Model model, Scorer scorer, int epoch) {
    /** The score of a pair as it was found. */
    ScoredSignal score(
        Snapshot pair,
        ContingencyTable table,
        @Nullable PairStrata strata,
        LocalDate day,
        Instant now) {
      SignalObservation observation = pair.observation();
      return pair.reports() == 0 && observation != null
          ? scorer.score(observation, day, now)
          : scorer.score(
              new CountedPair(pair.pair(), table, pair.cases(), strata, observation), day, now);
    }
  }

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
