package io.tocsin.reasoning.limits;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How hard the provider and this machine have it, in [0, 1]: the greatest of
 *
 * <ul>
 *   <li>the share of the last minute's calls that the provider throttled (of five at least),
 *   <li>how much slower it answers than it used to: 0 as ever, 0.75 at four times, 0.9 at ten,
 *   <li>calls in flight, of as many as there may be,
 *   <li>the machine's processors, over the last measurements.
 * </ul>
 *
 * Never how far the consumer lags: a lower limit raises the lag, which would lower the limit again.
 * Thread-safe.
 */
public final class ProviderLoad {
  private static final int FEWEST_CALLS = 5;
  private static final double RECENT = 0.2;
  private static final double BASELINE = 0.01;

  private final int maxInFlight;
  private final LongSupplier millis;
  private final DoubleSupplier processors;
  private final Window calls = new Window(Window.SECOND);
  private final Window throttled = new Window(Window.SECOND);
  private final Average latency = new Average(RECENT);
  private final Average usualLatency = new Average(BASELINE);
  private final Average busy = new Average(RECENT);
  private int inFlight;

  /**
   * @param maxInFlight calls, 1 or more
   * @param millis any clock that does not go back
   * @param processors how busy they are now, in [0, 1]; negative or NaN when that is not known
   */
  public ProviderLoad(int maxInFlight, LongSupplier millis, DoubleSupplier processors) {
    this.maxInFlight = maxInFlight;
    this.millis = millis;
    this.processors = processors;
  }

  /** The load of this machine's processors, for the constructor. */
  public static DoubleSupplier processors() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        ::getCpuLoad;
  }

  /** A call that begins now. */
  public synchronized Call begin() {
    inFlight++;
    return new Call(millis.getAsLong());
  }

  /** The load now, in [0, 1]; to be asked for about once a second. */
  public synchronized double load() {
    double measured = processors.getAsDouble();
    busy.add(measured >= 0 ? Math.min(1, measured) : 0);
    double saturation = Math.min(1, (double) inFlight / maxInFlight);
    return Math.max(Math.max(throttledShare(), slowness()), Math.max(saturation, busy.value()));
  }

  private double throttledShare() {
    long now = millis.getAsLong();
    return (double) throttled.used(now) / Math.max(FEWEST_CALLS, calls.used(now));
  }

  private double slowness() {
    boolean slower = latency.value() > usualLatency.value();
    return slower ? 1 - usualLatency.value() / latency.value() : 0;
  }

  private synchronized void end(long begun, boolean answered, boolean wasThrottled) {
    long now = millis.getAsLong();
    inFlight--;
    calls.add(now, Rank.OTHER, 1);
    if (wasThrottled) {
      throttled.add(now, Rank.OTHER, 1);
    }
    if (answered) {
      double took = (double) (now - begun);
      latency.add(took);
      usualLatency.add(took);
    }
  }

  /** A call under way; only its first end counts. */
  public final class Call {
    private final long begun;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Call(long begun) {
      this.begun = begun;
    }

    /** The provider answered, or was given up waiting for: its time counts. */
    public void answered() {
      end(true, false);
    }

    /** The provider said that there are too many calls. */
    public void throttled() {
      end(false, true);
    }

    /** It ended otherwise, and its time says nothing. */
    public void failed() {
      end(false, false);
    }

    private void end(boolean answered, boolean wasThrottled) {
      if (ended.compareAndSet(false, true)) {
        ProviderLoad.this.end(begun, answered, wasThrottled);
      }
    }
  }
}
