package io.tocsin.scorer;

import io.tocsin.config.EnvironmentException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks every second whether the machine's clock was set back. Kafka's timers, by which work is
 * scheduled and members are told apart from the dead, then rest until the clock is again where it
 * was; a new start does not.
 */
final class ClockWatch implements AutoCloseable {
  /** A clock that is set right while it runs goes back by less. */
  static final Duration MOST_SET_BACK = Duration.ofSeconds(5);

  private static final long BETWEEN_LOOKS_MILLIS = 1_000;

  private final InstantSource clock;
  private final Consumer<EnvironmentException> told;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("clock-watch").daemon().factory());
  private long latest;

  /**
   * @param told when the clock was set back
   */
  ClockWatch(InstantSource clock, Consumer<EnvironmentException> told) {
    this.clock = clock;
    this.told = told;
    this.latest = clock.millis();
  }

  /** Looks from now on. */
  void start() {
    var ignored =
        timer.scheduleWithFixedDelay(
            this::look, BETWEEN_LOOKS_MILLIS, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Looks at once. */
  void look() {
    long now = clock.millis();
    long back = latest - now;
    latest = Math.max(latest, now);
    if (back > MOST_SET_BACK.toMillis()) {
      timer.shutdown();
      told.accept(
          new EnvironmentException(
              "This machine's clock was set back by %,d s, and timers rest until it is again where it was: start the scorer anew"
                  .formatted(TimeUnit.MILLISECONDS.toSeconds(back))));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
