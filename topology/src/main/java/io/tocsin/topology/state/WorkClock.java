package io.tocsin.topology.state;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Does work at most once per wall-clock interval, and only while there is some: an idle task is
 * left alone, so that it commits nothing.
 */
public final class WorkClock {
  private final ProcessorContext<?, ?> context;
  private final Duration interval;
  private final BooleanSupplier work;
  private @Nullable Cancellable running;

  /**
   * @param work does one round and answers whether more is left
   */
  WorkClock(ProcessorContext<?, ?> context, Duration interval, BooleanSupplier work) {
    this.context = context;
    this.interval = interval;
    this.work = work;
  }

  /** Says that there is work. */
  public void wake() {
    if (running == null) {
      running = context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, at -> round());
    }
  }

  /** Does no more until there is work again. */
  void stop() {
    if (running != null) {
      running.cancel();
      running = null;
    }
  }

  private void round() {
    if (!work.getAsBoolean()) {
      stop();
    }
  }
}
