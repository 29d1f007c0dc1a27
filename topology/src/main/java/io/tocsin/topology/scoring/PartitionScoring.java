package io.tocsin.topology.scoring;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.StratifiedMeasures;
import io.tocsin.scoring.EvidenceGate;
import io.tocsin.scoring.Expectation;
import io.tocsin.scoring.standing.ScoreHistogram;
import io.tocsin.scoring.strata.PairStrata;
import io.tocsin.topology.counting.CountTables;
import io.tocsin.topology.counting.CountTables.Snapshot;
import io.tocsin.topology.counting.PairCounts;
import io.tocsin.topology.counting.ScoreStamp;
import io.tocsin.topology.margins.EventMargins;
import io.tocsin.topology.metrics.ScoringBacklog;
import io.tocsin.topology.metrics.TopologyMetrics;
import io.tocsin.topology.model.Population;
import io.tocsin.topology.model.PopulationRecord;
import io.tocsin.topology.progress.Progress;
import io.tocsin.topology.scoring.Scorers.Current;
import io.tocsin.topology.scoring.Sweep.Finding;
import io.tocsin.topology.urgency.Urgency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The scores of one counting partition, and what its pairs say together. */
final class PartitionScoring {
  /** Pairs that the sweep looks at before it looks at the time. */
  private static final int LOOKS = 500;

  private final int partition;
  private final CountTables tables;
  private final EventMargins margins;
  private final Scorers scorers;
  private final Schedules schedules;
  private final AsOf asOf;
  private final Outlet outlet;
  private final Progress progress;
  private final TopologyMetrics metrics;
  private final Sweep sweep;
  private final Pace pace;
  private final SpareCpu spareCpu;
  private final Population population = new Population();
  private Expectation expectation = Expectation.CRUDE;
  private EvidenceGate gate = EvidenceGate.DEFAULTS;
  private long marginsSeen = -1;
  private long marginsMovedAt;
  private long publishedAt;
  private boolean hasScoredChanged;

  /**
   * Where results go.
   *
   * @param scores takes every score
   * @param population takes what the pairs say together
   */
  record Outlet(Consumer<ScoredSignal> scores, Consumer<PopulationRecord> population) {}

  PartitionScoring(
      int partition,
      CountTables tables,
      EventMargins margins,
      Scorers scorers,
      Schedules schedules,
      SpareCpu spareCpu,
      AsOf asOf,
      Outlet outlet,
      Progress progress,
      TopologyMetrics metrics) {
    this.partition = partition;
    this.tables = tables;
    this.margins = margins;
    this.scorers = scorers;
    this.schedules = schedules;
    this.spareCpu = spareCpu;
    this.asOf = asOf;
    this.outlet = outlet;
    this.progress = progress;
    this.metrics = metrics;
    this.sweep = new Sweep(tables, this::judge);
    this.pace = new Pace(schedules.scoring());
  }

  /**
   * Reports of the partition's drugs have been counted.
   *
   * @param delay in ms, since the latest of them came in
   */
  void counted(long delay) {
    population.drugsChanged();
    pace.counted(delay);
  }

  /**
   * One round of work; answers whether more is left.
   *
   * @param partitions that share the time of the thread
   */
  boolean round(Instant now, int partitions) {
    long nanos = pace.round(now.toEpochMilli(), partitions);
    double spare = pace.isAlone() ? 1 : spareCpu.part(now.toEpochMilli());
    Current current = scorers.current();
    expectation = current.config().expectation();
    gate = current.config().gate();
    synchronized (tables) {
      tables.queue().arrange(this::urgency, margins::covers, now.toEpochMilli());
    }
    // To put changed pairs in order is not counted: while behind, it would take all the time.
    RoundTime time = new RoundTime(nanos);
    hasScoredChanged = false;
    // One at least, however little time there is, so that none waits for ever.
    while (scoreNext(current, now)) {
      hasScoredChanged = true;
      if (!time.isWithin(partForWaiting(spare))) {
        break;
      }
    }
    Basis basis = basis(current, now);
    rescore(current, basis, time, spare, now);
    boolean clean = sweep.isClean(basis) && tables.waiting() == 0;
    publish(clean, now);
    boolean more = !clean || population.hasChanged();
    progress.swept(partition, !more, current.model().version(), basis.margins());
    tellBacklog(now);
    return more;
  }

  /** Whether the last round scored pairs whose reports have changed. */
  boolean hasScoredChanged() {
    return hasScoredChanged;
  }

  /** How long after they came in the last reports were counted, in ms. */
  long delay() {
    return pace.delay();
  }

  /** Whether something has moved that scores rest on. */
  boolean isBehind(Instant now) {
    return !sweep.isClean(basis(scorers.current(), now));
  }

  void tellBacklog(Instant now) {
    progress.waiting(partition, tables.waiting());
    synchronized (tables) {
      metrics.scoringBacklog(
          partition,
          new ScoringBacklog(
              tables.queue().waitingByUrgency(),
              tables.queue().longestWait(now.toEpochMilli()),
              pace.delay()));
    }
  }

  private Urgency urgency(PairCounts pair) {
    ScoreStamp last = pair.stamp();
    if (!mayRing(pair)) {
      return last.alertUrgency() == Urgency.NONE ? Urgency.SILENT : last.alertUrgency();
    }
    boolean isUrgent = !last.isScored() || last.fusionUrgency().rank() < Urgency.MODERATE.rank();
    return isUrgent && last.alertUrgency() == Urgency.NONE ? Urgency.NEW : last.fusionUrgency();
  }

  /** Whether the evidence gate may let a pair pass; an observation needs not pass it. */
  private boolean mayRing(PairCounts pair) {
    if (pair.isObserved()) {
      return true;
    }
    if (pair.reports() < gate.minReports()) {
      return false;
    }
    if (expectation == Expectation.STRATIFIED) {
      return true;
    }
    long total = margins.reports();
    double expected =
        total == 0 ? 0 : (double) pair.drugReports() * margins.event(pair.event()) / total;
    return gate.admits(pair.reports(), expected);
  }

  private Basis basis(Current current, Instant now) {
    long revision = margins.revision();
    if (revision != marginsSeen) {
      marginsSeen = revision;
      marginsMovedAt = now.toEpochMilli();
    }
    boolean quiet =
        now.toEpochMilli() - marginsMovedAt >= schedules.sweep().quiet().toMillis()
            && tables.waiting() == 0;
    int day = Math.toIntExact(asOf.day(margins, now).toEpochDay());
    return new Basis(revision, current.epoch(), day, quiet);
  }

  private boolean scoreNext(Current current, Instant now) {
    PairCounts pair;
    Snapshot snapshot;
    ContingencyTable table;
    synchronized (tables) {
      pair = tables.poll();
      if (pair == null) {
        return false;
      }
      snapshot = tables.snapshot(pair);
      table = LiveTables.tableOf(snapshot, margins);
      if (table == null) {
        tables.requeue(pair);
      }
    }
    if (table != null) {
      score(pair, snapshot, table, current, now);
    }
    return true;
  }

  /**
   * Those that show too little to ring have what is spare.
   *
   * @param spare part of the round that is
   */
  private double partForWaiting(double spare) {
    double waiting = 1 - schedules.sweep().share();
    synchronized (tables) {
      return tables.queue().isSilent() ? Math.min(waiting, spare) : waiting;
    }
  }

  /** Uses the sweep's share of the time, or all that is left of it when no reports come in. */
  private void rescore(Current current, Basis basis, RoundTime time, double spare, Instant now) {
    double until = basis.exact() ? 1 : time.part() + Math.min(schedules.sweep().share(), spare);
    do {
      PairCounts stale;
      Snapshot snapshot;
      ContingencyTable table;
      synchronized (tables) {
        stale = sweep.next(basis, LOOKS);
        if (stale == null) {
          continue;
        }
        snapshot = tables.snapshot(stale);
        table = LiveTables.tableOf(snapshot, margins);
      }
      if (table != null) {
        score(stale, snapshot, table, current, now);
        metrics.rescored();
      }
    } while (!sweep.isBetweenPasses() && time.isWithin(until));
  }

  private void score(
      PairCounts pair, Snapshot snapshot, ContingencyTable table, Current current, Instant now) {
    LocalDate day = asOf.day(margins, now);
    long start = System.nanoTime();
    PairStrata strata = Stratification.of(snapshot, margins);
    ScoredSignal signal = current.score(snapshot, table, strata, day, now);
    metrics.scored(
        snapshot.isObservedOnly() ? "signals" : "reports", signal, System.nanoTime() - start);
    ScoreStamp stamp = pair.stamp();
    stamp.reached(signal.fusionLevel(), signal.alertLevel());
    double expected = expectation.of(table, strata);
    stamp.scored(
        digest(table, adjusted(signal, strata)),
        current.epoch(),
        Math.toIntExact(day.toEpochDay()),
        expected);
    population.place(
        stamp, Math.toIntExact(table.n11()), expected, ScoreHistogram.unit(signal.fusionScore()));
    outlet.scores().accept(signal);
  }

  private Finding judge(PairCounts pair, Basis basis) {
    if (pair.isWaiting()) {
      tables.queue().reconsider(pair, urgency(pair));
      return Finding.PUT_OFF;
    }
    if (pair.isVoid()) {
      return Finding.CURRENT;
    }
    ContingencyTable table = tableOf(pair);
    if (table == null) {
      return Finding.PUT_OFF;
    }
    ScoreStamp stamp = pair.stamp();
    boolean known = stamp.epoch() == basis.epoch() && stamp.asOfDay() == basis.asOfDay();
    PairStrata strata = Stratification.ofMargins(pair, margins);
    if (known && stamp.isOf(digest(table, adjusted(strata)), basis.epoch())) {
      return Finding.CURRENT;
    }
    double expected = expectation.of(table, strata);
    if (!known || basis.exact() || hasMoved(expected, stamp.scoredExpected())) {
      return Finding.STALE;
    }
    population.place(stamp, pair.reports(), expected, stamp.placedScore());
    return Finding.CURRENT;
  }

  private boolean hasMoved(double expected, double scored) {
    return Math.abs(expected - scored) > schedules.sweep().tolerance() * scored;
  }

  private @Nullable ContingencyTable tableOf(PairCounts pair) {
    return LiveTables.tableOf(
        pair.reports(), pair.drugReports(), margins.event(pair.event()), margins.reports());
  }

  /** The expected count adjusted for strata, which the score may have computed; -1 without any. */
  private static double adjusted(ScoredSignal signal, @Nullable PairStrata strata) {
    StratifiedMeasures stratified = signal.stratified();
    return stratified != null ? stratified.expected() : adjusted(strata);
  }

  private static double adjusted(@Nullable PairStrata strata) {
    return strata == null ? -1 : strata.expected();
  }

  /**
   * Of all numbers that a score rests on and that can change without a report of the pair: the
   * margins, crude and by stratum.
   */
  private static long digest(ContingencyTable table, double adjusted) {
    long digest = mix(table.n11(), table.n10());
    digest = mix(digest, table.n01());
    digest = mix(digest, table.n00());
    return mix(digest, Double.doubleToLongBits(adjusted));
  }

  private static long mix(long digest, long next) {
    return (digest ^ (digest >>> 29)) * 0x9E3779B97F4A7C15L + next;
  }

  private void publish(boolean clean, Instant now) {
    boolean due = clean || now.toEpochMilli() - publishedAt >= schedules.publication().toMillis();
    if (sweep.hasPassed() && due && population.hasChanged()) {
      publishedAt = now.toEpochMilli();
      long revision = population.drain(partition, tables, publishedAt, outlet.population());
      progress.populationPublished(partition, revision);
    }
  }
}
