package io.tocsin.topology.margins;

import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Takes the records of {@code event-margins} into {@link EventMargins}. */
public final class MarginReader implements Processor<byte[], byte[], Void, Void> {
  private @Nullable EventMargins margins;

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    margins = context.getStateStore(EventMargins.STORE);
  }

  @Override
  public void process(Record<byte[], byte[]> input) {
    if (input.value() != null) {
      Objects.requireNonNull(margins).put(MarginRecord.read(input.key(), input.value()));
    }
  }
}
