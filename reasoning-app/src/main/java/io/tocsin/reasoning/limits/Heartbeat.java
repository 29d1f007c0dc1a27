package io.tocsin.reasoning.limits;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does something again and again, and soon when woken, on a thread of its own. */
final class Heartbeat implements AutoCloseable {
  /** Shortest rest: who is woken by every call has its hands full with nothing else. */
  private static final Duration SPACING = Duration.ofMillis(20);

  private final Runnable beat;
  private final Duration pause;
  private final Semaphore wakes = new Semaphore(0);
  private @Nullable Thread thread;

  /**
   * @param beat must not throw
   * @param pause between two beats, at most
   */
  Heartbeat(Runnable beat, Duration pause) {
    this.beat = beat;
    this.pause = pause;
  }

  synchronized void start() {
    thread = Thread.ofVirtual().name("limits-heartbeat").start(this::run);
  }

  /** Beats soon. */
  void wake() {
    wakes.release();
  }

  @Override
  public synchronized void close() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      beat.run();
      try {
        Thread.sleep(SPACING);
        boolean _ = wakes.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        wakes.drainPermits();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
