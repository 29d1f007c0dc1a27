package io.tocsin.reasoning.limits;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of this instance alone, in memory. As long as no more instances than configured
 * run, all of them together stay within the limits, for each has its part only.
 *
 * <p>What was used is forgotten when the process ends: an instance that starts again may use its
 * part again, and money bounds hold for the life of a process. Only Redis knows more.
 */
final class LocalLimiter implements RateLimiter {
  private final LongFunction<Limits> limits;
  private final LongSupplier millis;
  private final DoubleSupplier share;
  private final @Nullable String trouble;
  private final Usage usage;
  private long granted;

  /**
   * @param limits of this instance at a time
   * @param expiry of reservations
   * @param millis since 1970; steps of it backwards are waited out
   * @param share of the limits that is let through
   * @param trouble to be told in its status, if there is any
   */
  LocalLimiter(
      LongFunction<Limits> limits,
      Duration expiry,
      LongSupplier millis,
      DoubleSupplier share,
      @Nullable String trouble) {
    this.limits = limits;
    this.millis = millis;
    this.share = share;
    this.trouble = trouble;
    this.usage = new Usage(expiry);
  }

  /** One that never counts together with others. */
  static LocalLimiter alone(LimitsConfig config, LongSupplier millis, DoubleSupplier share) {
    Limits part = Limits.of(config).part(config.maxInstances());
    return new LocalLimiter(
        _ -> part,
        config.expiry(),
        millis,
        share,
        part.closed()
            ? "a limit divided among %d instances leaves each of them no call at all"
                .formatted(config.maxInstances())
            : null);
  }

  @Override
  public synchronized Decision reserve(Demand demand) {
    double let = share.getAsDouble();
    String id = Long.toString(granted);
    Decision.Refused refused =
        usage.take(millis.getAsLong(), id, demand, at -> limits.apply(at).scaled(let));
    if (refused != null) {
      return refused;
    }
    granted++;
    return new Call(id, demand);
  }

  @Override
  public LimitStatus status() {
    return status(trouble);
  }

  @Override
  public void close() {
    // nothing is held but memory
  }

  /**
   * What this instance uses of its part.
   *
   * @param why instances do not count together; absent when they need not
   */
  synchronized LimitStatus status(@Nullable String why) {
    long now = millis.getAsLong();
    return usage.status(now, limits.apply(now), why, share.getAsDouble());
  }

  private synchronized void settle(String id, Demand taken) {
    usage.settle(millis.getAsLong(), id, taken);
  }

  /** A call that was granted; settled once. */
  private final class Call implements Decision.Granted {
    private final String id;
    private final Demand demand;
    private final AtomicBoolean settled = new AtomicBoolean();

    Call(String id, Demand demand) {
      this.id = id;
      this.demand = demand;
    }

    @Override
    public void settle(long tokens, BigDecimal costUsd) {
      Demand taken = new Demand(demand.level(), tokens, costUsd);
      if (settled.compareAndSet(false, true)) {
        LocalLimiter.this.settle(id, taken);
      }
    }
  }
}
