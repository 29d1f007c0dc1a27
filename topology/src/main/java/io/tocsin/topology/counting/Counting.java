package io.tocsin.topology.counting;

import io.tocsin.scoring.strata.Strata;
import io.tocsin.topology.progress.Progress;
import io.tocsin.topology.state.TableStore;
import io.tocsin.topology.state.Tables;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Counts pairs and drugs, and tells the scoring stage after each frame that pairs may wait. */
public final class Counting
    implements ProcessorSupplier<Integer, byte[], Integer, Counting.Touched> {
  /** Name of the store of pair counts and drug margins. */
  public static final String STORE = "counts";

  private final Strata strata;
  private final Tables tables;
  private final Progress progress;

  /**
   * @param strata that drugs and pairs are counted by
   */
  public Counting(Strata strata, Tables tables, Progress progress) {
    this.strata = strata;
    this.tables = tables;
    this.progress = progress;
  }

  /** Pairs of this partition have changed. */
  public enum Touched {
    PAIRS
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(tables.logged(STORE, () -> new CountTables(strata)));
  }

  @Override
  public Processor<Integer, byte[], Integer, Touched> get() {
    return new CountingProcessor();
  }

  private final class CountingProcessor
      extends ContextualProcessor<Integer, byte[], Integer, Touched> {
    private @Nullable TableStore<CountTables> store;

    @Override
    public void init(ProcessorContext<Integer, Touched> context) {
      super.init(context);
      store = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<Integer, byte[]> frame) {
      if (store == null) {
        throw new IllegalStateException("process before init");
      }
      CountTables tables = store.table();
      int partition = context().taskId().partition();
      synchronized (tables) {
        tables.apply(frame.value());
      }
      store.changed();
      progress.waiting(partition, tables.waiting());
      progress.applied(tables.lastReportPartition(), partition, tables.lastOffset());
      context().forward(frame.withValue(Touched.PAIRS));
    }
  }
}
