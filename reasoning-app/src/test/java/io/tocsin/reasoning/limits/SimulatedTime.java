package io.tocsin.reasoning.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that a test turns. */
final class SimulatedTime implements LongSupplier {
  private final AtomicLong millis;

  SimulatedTime(String start) {
    millis = new AtomicLong(Instant.parse(start).toEpochMilli());
  }

  @Override
  public long getAsLong() {
    return millis.get();
  }

  void pass(Duration duration) {
    millis.addAndGet(duration.toMillis());
  }
}
