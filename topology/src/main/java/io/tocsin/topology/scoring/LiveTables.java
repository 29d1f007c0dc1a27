package io.tocsin.topology.scoring;

import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.scoring.strata.PairStrata;
import io.tocsin.topology.counting.CountTables;
import io.tocsin.topology.counting.CountTables.Snapshot;
import io.tocsin.topology.frames.Framing;
import io.tocsin.topology.margins.EventMargins;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Answers questions about the tables that this process holds. For any thread. */
public final class LiveTables {
  private final int partitions;
  private final Map<Integer, CountTables> counts = new ConcurrentHashMap<>();
  private volatile @Nullable EventMargins margins;

  /**
   * @param partitions number of counting partitions
   */
  public LiveTables(int partitions) {
    this.partitions = partitions;
  }

  void open(int partition, CountTables tables, EventMargins eventMargins) {
    margins = eventMargins;
    counts.put(partition, tables);
  }

  void close(int partition, CountTables tables) {
    counts.remove(partition, tables);
  }

  /** The tables that a drug is counted in; absent when another instance has them. */
  @Nullable CountTables tables(String drug) {
    return counts.get(Framing.partitionOf(drug, partitions));
  }

  /** The margins of the whole stream; absent before the first task runs. */
  @Nullable EventMargins margins() {
    return margins;
  }

  /**
   * The contingency table of a pair as it stands; empty when its drug is counted by another
   * instance, or when counts and margins do not agree yet.
   */
  public Optional<ContingencyTable> table(Pair pair) {
    CountTables tables = tables(pair.drug());
    EventMargins known = margins;
    if (tables == null || known == null) {
      return Optional.empty();
    }
    synchronized (tables) {
      return Optional.ofNullable(tableOf(tables.find(pair), known));
    }
  }

  /** The reports behind a pair as they stand; empty when another instance counts its drug. */
  public Optional<CaseSummary> cases(Pair pair) {
    CountTables tables = tables(pair.drug());
    if (tables == null) {
      return Optional.empty();
    }
    synchronized (tables) {
      return Optional.of(tables.find(pair).cases());
    }
  }

  /**
   * What is counted by stratum of a pair as it stands; empty when its drug is counted by another
   * instance, and when nothing is counted by stratum. It follows {@link #table} at a longer
   * interval.
   */
  public Optional<PairStrata> strata(Pair pair) {
    CountTables tables = tables(pair.drug());
    EventMargins known = margins;
    if (tables == null || known == null) {
      return Optional.empty();
    }
    synchronized (tables) {
      return Optional.ofNullable(Stratification.of(tables.find(pair), known));
    }
  }

  /** The contingency table of a snapshot; absent while counts and margins do not agree. */
  static @Nullable ContingencyTable tableOf(Snapshot snapshot, EventMargins margins) {
    return tableOf(
        snapshot.reports(),
        snapshot.drugReports(),
        margins.event(snapshot.pair().event()),
        margins.reports());
  }

  /** The contingency table of a count and its margins; absent while they do not agree. */
  static @Nullable ContingencyTable tableOf(long pair, long drug, long event, long total) {
    boolean agree = pair <= event && pair <= drug && drug + event - pair <= total;
    return agree ? ContingencyTable.ofMargins(pair, drug, event, total) : null;
  }

  /** Reports counted in the whole stream: N. */
  public long reports() {
    EventMargins known = margins;
    return known == null ? 0 : known.reports();
  }

  /** Newest receipt date seen in the whole stream; empty before any. */
  public Optional<LocalDate> newestReceipt() {
    EventMargins known = margins;
    return known == null ? Optional.empty() : known.newestReceipt();
  }

  /** Pairs with at least one report that are counted in this process. */
  public long pairs() {
    long pairs = 0;
    for (CountTables tables : counts.values()) {
      synchronized (tables) {
        pairs += tables.pairs();
      }
    }
    return pairs;
  }
}
