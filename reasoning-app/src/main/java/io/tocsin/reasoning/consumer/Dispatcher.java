package io.tocsin.reasoning.consumer;

import io.tocsin.schemas.signal.AlertLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Starts work on waiting alerts: by level across pairs, one at a time and by sequence within a
 * pair. An alert lends its level to the earlier ones of its pair, which it must wait for.
 * Thread-safe.
 */
final class Dispatcher {
  private final Executor executor;
  private final Work work;
  private final LevelShares shares;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition finished = lock.newCondition();
  private final Map<String, Lane> lanes = new HashMap<>();
  private final NavigableMap<AlertLevel, LinkedHashSet<Lane>> ready = new TreeMap<>();
  private final Map<AlertLevel, Integer> waiting = new EnumMap<>(AlertLevel.class);
  private final Map<PartitionProgress, Integer> busy = new HashMap<>();
  private int inFlight;

  /** What is done with an alert; must not throw. */
  @FunctionalInterface
  interface Work {
    /**
     * Works on an alert.
     *
     * @param overtaken whether a newer one of its pair waits
     */
    void on(Task task, boolean overtaken);
  }

  /**
   * @param workers how many alerts are worked on at a time
   */
  Dispatcher(Executor executor, int workers, Work work) {
    this.executor = executor;
    this.work = work;
    this.shares = new LevelShares(workers);
  }

  /** Puts an alert in line and starts what may start. */
  void add(Task task) {
    lock.lock();
    try {
      waiting.merge(task.level(), 1, Integer::sum);
      Lane lane = lanes.computeIfAbsent(task.pair(), Lane::new);
      lane.tasks.add(task);
      place(lane);
      startReady();
    } finally {
      lock.unlock();
    }
  }

  /** How many alerts of a level wait. */
  int waiting(AlertLevel level) {
    lock.lock();
    try {
      return waiting.getOrDefault(level, 0);
    } finally {
      lock.unlock();
    }
  }

  /** Since when the longest waiting alert of a level waits; absent when none does. */
  @Nullable Instant oldest(AlertLevel level) {
    lock.lock();
    try {
      return lanes.values().stream()
          .flatMap(lane -> lane.tasks.stream())
          .filter(task -> task.level() == level)
          .map(Task::since)
          .min(Comparator.naturalOrder())
          .orElse(null);
    } finally {
      lock.unlock();
    }
  }

  /** How many alerts are worked on. */
  int inFlight() {
    lock.lock();
    try {
      return inFlight;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Forgets waiting alerts of some partitions and waits for those that are worked on.
   *
   * @return whether all of them finished in time
   */
  boolean release(Collection<PartitionProgress> partitions, Duration patience)
      throws InterruptedException {
    lock.lock();
    try {
      dropWaiting(partitions);
      long nanos = patience.toNanos();
      while (partitions.stream().anyMatch(busy::containsKey)) {
        if (nanos <= 0) {
          return false;
        }
        nanos = finished.awaitNanos(nanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets waiting alerts of some partitions. */
  void forget(Collection<PartitionProgress> partitions) {
    lock.lock();
    try {
      dropWaiting(partitions);
    } finally {
      lock.unlock();
    }
  }

  private void dropWaiting(Collection<PartitionProgress> partitions) {
    Iterator<Lane> each = lanes.values().iterator();
    while (each.hasNext()) {
      Lane lane = each.next();
      lane.tasks.removeIf(
          task -> {
            boolean gone = partitions.contains(task.progress());
            if (gone) {
              waiting.merge(task.level(), -1, Integer::sum);
            }
            return gone;
          });
      place(lane);
      if (lane.idle()) {
        each.remove();
      }
    }
  }

  private void startReady() {
    for (AlertLevel level = shares.next(ready.navigableKeySet(), inFlight);
        level != null;
        level = shares.next(ready.navigableKeySet(), inFlight)) {
      start(Objects.requireNonNull(ready.get(level)).getFirst());
    }
  }

  private void start(Lane lane) {
    Task task = lane.tasks.remove();
    lane.running = true;
    place(lane);
    waiting.merge(task.level(), -1, Integer::sum);
    busy.merge(task.progress(), 1, Integer::sum);
    inFlight++;
    boolean overtaken = lane.hasNewerThan(task);
    executor.execute(
        () -> {
          try {
            work.on(task, overtaken);
          } finally {
            finish(lane, task);
          }
        });
  }

  private void finish(Lane lane, Task task) {
    lock.lock();
    try {
      inFlight--;
      busy.computeIfPresent(task.progress(), (progress, count) -> count == 1 ? null : count - 1);
      lane.running = false;
      place(lane);
      if (lane.idle()) {
        lanes.remove(lane.pair);
      }
      finished.signalAll();
      startReady();
    } finally {
      lock.unlock();
    }
  }

  /** Puts a lane where it belongs: at its highest level, or nowhere while it cannot start. */
  private void place(Lane lane) {
    AlertLevel before = lane.readyAt;
    AlertLevel now = lane.running ? null : lane.highestLevel();
    lane.readyAt = now;
    if (before == now) {
      return;
    }
    if (before != null) {
      ready.computeIfPresent(
          before, (level, set) -> set.remove(lane) && set.isEmpty() ? null : set);
    }
    if (now != null) {
      ready.computeIfAbsent(now, level -> new LinkedHashSet<>()).add(lane);
    }
  }

  /** The alerts of one pair. */
  private static final class Lane {
    private final String pair;
    private final PriorityQueue<Task> tasks =
        new PriorityQueue<>(Comparator.comparingLong((Task task) -> task.alert().sequence()));
    private boolean running;
    private @Nullable AlertLevel readyAt;

    Lane(String pair) {
      this.pair = pair;
    }

    boolean idle() {
      return tasks.isEmpty() && !running;
    }

    boolean hasNewerThan(Task task) {
      return tasks.stream().anyMatch(other -> other.alert().sequence() > task.alert().sequence());
    }

    @Nullable AlertLevel highestLevel() {
      return tasks.stream().map(Task::level).max(Comparator.naturalOrder()).orElse(null);
    }
  }
}
