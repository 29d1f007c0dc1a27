package io.tocsin.topology.margins;

import io.tocsin.scoring.strata.Strata;
import io.tocsin.topology.intake.CountingInput.Change;
import io.tocsin.topology.progress.Progress;
import io.tocsin.topology.state.ClockedProcessor;
import io.tocsin.topology.state.TableStore;
import io.tocsin.topology.state.Tables;
import io.tocsin.topology.state.WorkClock;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Counts events and reports where they come in, and publishes the counts that changed once per
 * interval, with the commit that ends it, those by stratum less often: absolute values, so that
 * nothing can be counted twice.
 */
public final class EventCounting implements ProcessorSupplier<Object, Change, byte[], byte[]> {
  /** Name of the store of this partition's counts. */
  public static final String STORE = "event-counts";

  private final Strata strata;
  private final MarginSchedule schedule;
  private final Tables tables;
  private final Progress progress;

  /**
   * @param strata that events and reports are counted by
   */
  public EventCounting(Strata strata, MarginSchedule schedule, Tables tables, Progress progress) {
    this.strata = strata;
    this.schedule = schedule;
    this.tables = tables;
    this.progress = progress;
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(tables.logged(STORE, () -> new EventCounts(strata)));
  }

  @Override
  public Processor<Object, Change, byte[], byte[]> get() {
    return new EventCountingProcessor();
  }

  private final class EventCountingProcessor
      extends ClockedProcessor<Object, Change, byte[], byte[]> {
    private @Nullable TableStore<EventCounts> store;
    private @Nullable WorkClock clock;
    private @Nullable WorkClock strataClock;
    private boolean hasComeIn;
    private int busyIntervals;
    private long publishedAt;

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      super.init(context);
      TableStore<EventCounts> counts = context.getStateStore(STORE);
      EventCounts table = counts.table();
      long interval = schedule.interval().toMillis();
      WorkClock margins = clock(schedule.interval(), () -> publish(table, interval));
      // What is sent is seen after the commit only: sent just before, it waits for no other.
      counts.beforeCommit(context, () -> publish(table, interval / MarginSchedule.WITH_COMMIT));
      WorkClock byStratum = clock(schedule.strataInterval(), () -> publishStrata(table));
      if (table.hasUnpublished()) {
        margins.wake();
      }
      if (table.hasUnpublishedStrata()) {
        byStratum.wake();
      }
      store = counts;
      clock = margins;
      strataClock = byStratum;
    }

    @Override
    public void process(Record<Object, Change> input) {
      if (store == null || clock == null || strataClock == null) {
        throw new IllegalStateException("process before init");
      }
      Change change = input.value();
      store.table().apply(change);
      store.changed();
      progress.counted(change.partition(), change.offset());
      clock.wake();
      if (strata.any()) {
        hasComeIn = true;
        progress.countedByStratum(change.partition(), change.offset());
        strataClock.wake();
      }
    }

    /** Publishes, unless less time has passed since the last time; answers whether any are left. */
    private boolean publish(EventCounts counts, long leastMillis) {
      long now = context().currentSystemTimeMs();
      // A clock that was set back must not hold anything up.
      if (now < publishedAt || now - publishedAt >= leastMillis) {
        publishedAt = now;
        counts.drainUnpublished(this::send);
      }
      return counts.hasUnpublished();
    }

    private boolean publishStrata(EventCounts counts) {
      busyIntervals++;
      boolean busy = hasComeIn && busyIntervals < MarginSchedule.BUSY_INTERVALS;
      hasComeIn = false;
      if (busy) {
        return true;
      }
      busyIntervals = 0;
      boolean any = counts.hasUnpublishedStrata();
      counts.drainUnpublishedStrata(this::send);
      return any;
    }

    private void send(byte[] key, byte @Nullable [] value) {
      context().forward(new Record<>(key, value, context().currentSystemTimeMs()));
    }
  }
}
