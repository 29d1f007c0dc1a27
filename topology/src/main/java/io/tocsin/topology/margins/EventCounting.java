package io.tocsin.topology.margins;

import io.tocsin.topology.intake.CountingInput.Change;
import io.tocsin.topology.progress.Progress;
import io.tocsin.topology.state.Backend;
import io.tocsin.topology.state.TableStore;
import io.tocsin.topology.state.Tables;
import io.tocsin.topology.state.WorkClock;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Counts events and reports where they come in, and publishes the counts that changed once per
 * interval: absolute values, so that nothing can be counted twice.
 */
public final class EventCounting implements ProcessorSupplier<Object, Change, byte[], byte[]> {
  /** Name of the store of this partition's counts. */
  public static final String STORE = "event-counts";

  private final Duration interval;
  private final Backend backend;
  private final Progress progress;

  /**
   * @param interval least time between two publications of the same count
   */
  public EventCounting(Duration interval, Backend backend, Progress progress) {
    this.interval = interval;
    this.backend = backend;
    this.progress = progress;
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(Tables.logged(STORE, backend, EventCounts::new));
  }

  @Override
  public Processor<Object, Change, byte[], byte[]> get() {
    return new EventCountingProcessor();
  }

  private final class EventCountingProcessor
      extends ContextualProcessor<Object, Change, byte[], byte[]> {
    private @Nullable TableStore<EventCounts> store;
    private @Nullable WorkClock clock;

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      super.init(context);
      TableStore<EventCounts> counts = context.getStateStore(STORE);
      WorkClock publication = new WorkClock(context, interval, () -> publish(counts));
      if (counts.table().hasUnpublished()) {
        publication.wake();
      }
      store = counts;
      clock = publication;
    }

    @Override
    public void process(Record<Object, Change> input) {
      if (store == null || clock == null) {
        throw new IllegalStateException("process before init");
      }
      store.table().apply(input.value());
      store.changed();
      progress.counted(input.value().partition(), input.value().offset());
      clock.wake();
    }

    private boolean publish(TableStore<EventCounts> counts) {
      long now = context().currentSystemTimeMs();
      boolean any = counts.table().hasUnpublished();
      counts
          .table()
          .drainUnpublished(
              margin -> context().forward(new Record<>(margin.key(), margin.value(), now)));
      return any;
    }
  }
}
