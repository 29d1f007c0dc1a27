package io.tocsin.topology.state;

import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Takes the records of a topic into its {@link GlobalStore}. */
public final class GlobalReader implements Processor<byte[], byte[], Void, Void> {
  private final String name;
  private @Nullable GlobalStore store;

  /**
   * @param name of the store
   */
  public GlobalReader(String name) {
    this.name = name;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(name);
  }

  @Override
  public void process(Record<byte[], byte[]> input) {
    Objects.requireNonNull(store).put(input.key(), input.value());
  }
}
