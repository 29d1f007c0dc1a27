package io.tocsin.bench.naive;

import io.tocsin.schemas.report.AdverseEventReport;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Passes on reports whose id was not seen before, and remembers the id. */
final class FirstOfEachReport
    implements ProcessorSupplier<String, AdverseEventReport, String, AdverseEventReport> {
  private static final String STORE = "seen-reports";

  /** What is remembered of a report. */
  private record Seen(int version) {}

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.String(), JacksonSerde.of(Seen.class))
            .withCachingEnabled());
  }

  @Override
  public Processor<String, AdverseEventReport, String, AdverseEventReport> get() {
    return new FirstOfEachReportProcessor();
  }

  private static final class FirstOfEachReportProcessor
      extends ContextualProcessor<String, AdverseEventReport, String, AdverseEventReport> {
    private @Nullable KeyValueStore<String, Seen> seen;

    @Override
    public void init(ProcessorContext<String, AdverseEventReport> context) {
      super.init(context);
      seen = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, AdverseEventReport> report) {
      Seen now = new Seen(report.value().version());
      if (Objects.requireNonNull(seen).putIfAbsent(report.key(), now) == null) {
        context().forward(report);
      }
    }
  }
}
