package io.tocsin.topology.scoring;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.ScoringConfig;
import io.tocsin.topology.counting.CountTables;
import io.tocsin.topology.counting.CountTables.Snapshot;
import io.tocsin.topology.margins.EventMargins;
import java.time.Instant;
import java.util.function.Supplier;

/** Scores the pairs that this process counts as they stand, for whoever asks. For any thread. */
public final class CurrentScores {
  private final LiveTables live;
  private final Scorers scorers;
  private final AsOf asOf;

  /**
   * Scores with the configuration and the model that stand.
   *
   * @param configuration the same object until it changes
   * @param model the same object until it changes
   */
  public CurrentScores(
      LiveTables live, Supplier<ScoringConfig> configuration, Supplier<Model> model, AsOf asOf) {
    this.live = live;
    this.scorers = new Scorers(configuration, model);
    this.asOf = asOf;
  }

  /** What is known of a pair here and now. */
  public sealed interface Answer {}

  /** The pair as it stands. */
  public record Scored(ScoredSignal signal) implements Answer {}

  /** No report that stands and no observation names the pair. */
  public record NeverCounted() implements Answer {}

  /** Its counts and the margins do not agree yet; they soon will. */
  public record Unsettled() implements Answer {}

  /** This process does not count its drug, or does not yet. */
  public record NotHere() implements Answer {}

  /** Whether this process counts a drug now. */
  public boolean counts(String drug) {
    return live.tables(drug) != null;
  }

  /**
   * The score of a pair of normalised names.
   *
   * @param now stands in the score, and is the as-of date in live use
   */
  public Answer of(Pair pair, Instant now) {
    CountTables tables = live.tables(pair.drug());
    EventMargins margins = live.margins();
    if (tables == null || margins == null) {
      return new NotHere();
    }
    Snapshot found;
    ContingencyTable table;
    synchronized (tables) {
      found = tables.find(pair);
      table = LiveTables.tableOf(found, margins);
    }
    // Its task may have been given up between the look-up and here, and its table emptied.
    if (live.tables(pair.drug()) != tables) {
      return new NotHere();
    }
    if (found.isUnknown()) {
      return new NeverCounted();
    }
    return table == null ? new Unsettled() : new Scored(score(found, table, margins, now));
  }

  private ScoredSignal score(
      Snapshot pair, ContingencyTable table, EventMargins margins, Instant now) {
    return scorers
        .current()
        .score(pair, table, Stratification.of(pair, margins), asOf.day(margins, now), now);
  }
}
