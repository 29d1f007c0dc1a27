package io.tocsin.reasoning.call;

import java.time.Duration;

/** How much of a span of time is left. */
record Patience(long end) {
  Patience(Duration span) {
    this(System.nanoTime() + span.toNanos());
  }

  /** Never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
