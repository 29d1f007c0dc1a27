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
      EventMargins known = Objects.requireNonNull(margins);
      known.put(margin);
      progress.marginsMoved(known.revision());
      switch (margin) {
        case MarginRecord.Total t -> progress.marginsCover(t.partition(), t.offset());
        case MarginRecord.TotalStrata t -> progress.strataCover(t.partition(), t.offset());
        case MarginRecord.Event e -> {}
        case MarginRecord.EventStrata e -> {}
      }
    }
  }
}
