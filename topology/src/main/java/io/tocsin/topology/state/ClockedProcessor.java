package io.tocsin.topology.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * A processor whose clocks stop when it is closed: where a rebalance takes work away and gives it
 * back to the same thread, the same processor is begun again, and its old clocks would go on beside
 * the new.
 */
public abstract class ClockedProcessor<KIn, VIn, KOut, VOut>
    extends ContextualProcessor<KIn, VIn, KOut, VOut> {
  private final List<WorkClock> clocks = new ArrayList<>();

  /**
   * A clock that stands still until it is woken.
   *
   * @param work does one round and answers whether more is left
   */
  protected final WorkClock clock(Duration interval, BooleanSupplier work) {
    WorkClock clock = new WorkClock(context(), interval, work);
    clocks.add(clock);
    return clock;
  }

  final ProcessorContext<KOut, VOut> engine() {
    return context();
  }

  @Override
  public void close() {
    clocks.forEach(WorkClock::stop);
    clocks.clear();
  }
}
