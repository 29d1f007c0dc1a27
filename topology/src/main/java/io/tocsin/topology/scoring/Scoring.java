package io.tocsin.topology.scoring;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.scoring.CountedPair;
import io.tocsin.scoring.Scorer;
import io.tocsin.topology.counting.CountTables;
import io.tocsin.topology.counting.CountTables.Snapshot;
import io.tocsin.topology.counting.Counting;
import io.tocsin.topology.counting.Counting.Touched;
import io.tocsin.topology.margins.EventMargins;
import io.tocsin.topology.metrics.TopologyMetrics;
import io.tocsin.topology.progress.Progress;
import io.tocsin.topology.state.TableStore;
import io.tocsin.topology.state.WorkClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Scores the pairs that have changed, each at most once per interval, once the event margins cover
 * the reports that changed them.
 */
public final class Scoring implements ProcessorSupplier<Integer, Touched, String, ScoredSignal> {
  private final Scorer scorer;
  private final ScoringSchedule schedule;
  private final AsOf asOf;
  private final LiveTables live;
  private final Progress progress;
  private final TopologyMetrics metrics;

  /** Scores on a schedule and lets {@code live} answer for the tables it scores from. */
  public Scoring(
      Scorer scorer,
      ScoringSchedule schedule,
      AsOf asOf,
      LiveTables live,
      Progress progress,
      TopologyMetrics metrics) {
    this.scorer = scorer;
    this.schedule = schedule;
    this.asOf = asOf;
    this.live = live;
    this.progress = progress;
    this.metrics = metrics;
  }

  @Override
  public Processor<Integer, Touched, String, ScoredSignal> get() {
    return new ScoringProcessor();
  }

  private final class ScoringProcessor
      extends ContextualProcessor<Integer, Touched, String, ScoredSignal> {
    private @Nullable TableStore<CountTables> store;
    private @Nullable CountTables tables;
    private @Nullable EventMargins margins;
    private @Nullable WorkClock clock;

    @Override
    public void init(ProcessorContext<String, ScoredSignal> context) {
      super.init(context);
      TableStore<CountTables> counts = context.getStateStore(Counting.STORE);
      EventMargins eventMargins = context.getStateStore(EventMargins.STORE);
      store = counts;
      tables = counts.table();
      margins = eventMargins;
      clock = new WorkClock(context, schedule.interval(), this::round);
      live.open(partition(), counts.table(), eventMargins);
      tellBacklog(counts.table());
      if (counts.table().waiting() > 0) {
        clock.wake();
      }
    }

    @Override
    public void process(Record<Integer, Touched> touched) {
      Objects.requireNonNull(clock).wake();
    }

    private boolean round() {
      CountTables counts = Objects.requireNonNull(tables);
      int scored = 0;
      while (scored < schedule.pairsPerInterval() && scoreNext(counts)) {
        scored++;
      }
      Objects.requireNonNull(store).changed();
      tellBacklog(counts);
      return counts.waiting() > 0;
    }

    private boolean scoreNext(CountTables counts) {
      EventMargins known = Objects.requireNonNull(margins);
      Snapshot snapshot;
      ContingencyTable table;
      synchronized (counts) {
        snapshot = counts.poll(known::covers);
        if (snapshot == null) {
          return false;
        }
        table = LiveTables.tableOf(snapshot, known);
        if (table == null) {
          counts.requeue(snapshot.pair());
        }
      }
      if (table != null) {
        score(snapshot, table, known);
      }
      return true;
    }

    private void score(Snapshot snapshot, ContingencyTable table, EventMargins known) {
      long now = context().currentSystemTimeMs();
      Instant scoredAt = Instant.ofEpochMilli(now);
      LocalDate day = asOfDay(known, scoredAt);
      long start = System.nanoTime();
      SignalObservation observation = snapshot.observation();
      boolean observedOnly = snapshot.reports() == 0 && observation != null;
      ScoredSignal signal =
          observedOnly
              ? scorer.score(Objects.requireNonNull(observation), day, scoredAt)
              : scorer.score(
                  new CountedPair(
                      snapshot.pair(),
                      table,
                      snapshot.cases(),
                      Stratification.of(snapshot, known),
                      observation),
                  day,
                  scoredAt);
      metrics.scored(observedOnly ? "signals" : "reports", signal, System.nanoTime() - start);
      context().forward(new Record<>(snapshot.pair().key(), signal, now));
    }

    private LocalDate asOfDay(EventMargins known, Instant now) {
      LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
      return switch (asOf) {
        case CLOCK -> today;
        case NEWEST_RECEIPT -> known.newestReceipt().orElse(today);
      };
    }

    private void tellBacklog(CountTables counts) {
      progress.waiting(partition(), counts.waiting());
      metrics.scoringBacklog(partition(), counts.waiting());
    }

    private int partition() {
      return context().taskId().partition();
    }

    @Override
    public void close() {
      if (tables != null) {
        live.close(partition(), tables);
      }
    }
  }
}
