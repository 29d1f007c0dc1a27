package io.tocsin.topology.state;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Has what was done seen before the regular commit, if there is time for it: under exactly-once
 * nothing is seen before a commit, and each commit costs time that counting lacks while it is
 * behind. What came in late therefore waits for its commit a {@linkplain #PART part} of the time
 * that it has waited before, and not longer than the regular interval; in between, commits follow
 * the load by themselves.
 */
public final class EarlyCommits {
  /**
   * So small a part of its delay is what a result waits for its commit: a delay passes through two
   * commits, and by as much as it had it would be doubled at each.
   */
  private static final int PART = 4;

  private final Duration least;

  /** When a task of the thread last asked for a commit, which is one of all its tasks, in ms. */
  private final Map<Thread, Long> asked = new ConcurrentHashMap<>();

  /**
   * @param least time that results wait for a commit
   */
  public EarlyCommits(Duration least) {
    this.least = least;
  }

  /** Those of one task. */
  public Task of(ClockedProcessor<?, ?, ?, ?> processor) {
    return new Task(processor);
  }

  /** The results of one task that wait for a commit. */
  public final class Task {
    private final ProcessorContext<?, ?> context;
    private final WorkClock clock;
    private boolean waiting;
    private long since;
    private long late;

    private Task(ClockedProcessor<?, ?, ?, ?> processor) {
      this.context = processor.engine();
      this.clock = processor.clock(least, this::commitIfDue);
    }

    /**
     * Says that there is a result.
     *
     * @param arrivedAt when what it rests on came in, in ms
     */
    public void done(long arrivedAt) {
      long now = context.currentSystemTimeMs();
      late = now - arrivedAt;
      if (!waiting) {
        waiting = true;
        since = now;
        clock.wake();
      }
    }

    private boolean commitIfDue() {
      long now = context.currentSystemTimeMs();
      Thread thread = Thread.currentThread();
      if (since < asked.getOrDefault(thread, Long.MIN_VALUE)) {
        waiting = false;
      }
      // A clock that was set back must not hold anything up.
      if (waiting && (now < since || now - since >= Math.max(least.toMillis(), late / PART))) {
        context.commit();
        asked.put(thread, now);
        waiting = false;
      }
      return waiting;
    }
  }
}
