package io.tocsin.topology.margins;

import io.tocsin.topology.progress.Progress;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Takes the records of {@code event-margins} into {@link EventMargins}. */
public final class MarginReader implements Processor<byte[], byte[], Void, Void> {
  private final Progress progress;
  private @Nullable EventMargins margins;

  /** Tells how far the margins reach. */
  public MarginReader(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    margins = context.getStateStore(EventMargins.STORE);
  }

  @Override
  public void process(Record<byte[], byte[]> input) {
    if (input.value() != null) {
      MarginRecord margin = MarginRecord.read(input.key(), input.value());
      Objects.requireNonNull(margins).put(margin);
      if (margin instanceof MarginRecord.Total total) {
        progress.marginsCover(total.partition(), total.offset());
      }
    }
  }
}
