package io.tocsin.local.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The scorers of a plan. One that stops by itself must say why in one line and end with the exit
 * code that stands for its surroundings; it is started again.
 */
final class Crew implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int SURROUNDINGS = 3;
  private static final int TERMINATED = 128 + 15;
  private static final int MOST_RESTARTS = 4;
  private static final Duration POLL = Duration.ofMillis(50);

  private final Path directory;
  private final Map<String, String> settings;
  private final @Nullable Path clockLibrary;
  private final boolean ownDisk;
  private final List<Instance> instances = new ArrayList<>();
  private final List<Instance> gone = new ArrayList<>();
  private final List<String> notes;
  private int made;
  private int restarts;

  /**
   * @param notes takes what stopped scorers said
   */
  Crew(
      Path directory,
      Map<String, String> settings,
      @Nullable Path clockLibrary,
      boolean ownDisk,
      List<String> notes) {
    this.directory = directory;
    this.settings = settings;
    this.clockLibrary = clockLibrary;
    this.ownDisk = ownDisk;
    this.notes = notes;
  }

  /** Starts one more. */
  Instance add() {
    made++;
    Instance instance =
        Instance.of("scorer-" + made, directory, settings, clockLibrary, ownDisk && made == 1);
    instances.add(instance);
    instance.process().start();
    return instance;
  }

  /** Those that are to run. */
  List<Instance> instances() {
    return List.copyOf(instances);
  }

  /** One of them. */
  Instance any(int choice) {
    return instances.get(choice % instances.size());
  }

  /** Stops one in good order, for good; a fault may have stopped it a moment before. */
  void dismiss(Instance instance) {
    instance.process().terminate();
    if (instance.process().awaitExit(PATIENCE) != TERMINATED) {
      readReason(instance);
    }
    forget(instance);
  }

  /** Takes one that was killed off the list. */
  void forget(Instance instance) {
    instances.remove(instance);
    gone.add(instance);
  }

  /** Returns when all are ready, having started again those that stopped with a reason. */
  void settle() {
    instances.forEach(this::settle);
  }

  private void settle(Instance instance) {
    while (!readyOrEnded(instance)) {
      startAgain(instance, readReason(instance));
    }
  }

  private void startAgain(Instance instance, String reason) {
    if (reason.contains("correct it") && reason.contains("clock")) {
      instance.shiftClock(0);
    }
    restarts++;
    if (restarts > MOST_RESTARTS) {
      throw new PlanFailure("%s stops again and again: %s".formatted(instance.name(), reason));
    }
    instance.process().start();
  }

  /** Waits; whether it is ready, rather than ended. */
  boolean readyOrEnded(Instance instance) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (instance.process().alive()) {
      if (instance.process().ready()) {
        return true;
      }
      if (System.nanoTime() > deadline) {
        throw new PlanFailure(
            "%s is not ready after %d s".formatted(instance.name(), PATIENCE.toSeconds()));
      }
      pause(POLL);
    }
    return false;
  }

  /** The reason that an ended one gives; it has to give one. */
  String readReason(Instance instance) {
    int code = instance.process().awaitExit(PATIENCE);
    String reason = instance.complaint();
    if (code != SURROUNDINGS || reason.isEmpty()) {
      throw new PlanFailure(
          "%s stopped without a clear reason: exit code %d, %s"
              .formatted(instance.name(), code, reason.isEmpty() ? "no line" : reason));
    }
    notes.add("%s: %s".formatted(instance.name(), reason));
    return reason;
  }

  /**
   * Starts one that may refuse to, until it is ready.
   *
   * @param remedy does what a reason says, if it can
   */
  void start(Instance instance, Consumer<String> remedy) {
    instance.process().start();
    while (!readyOrEnded(instance)) {
      String reason = readReason(instance);
      remedy.accept(reason);
      startAgain(instance, reason);
    }
  }

  /** Waits until one has ended for a reason with these words; starts it again for others. */
  void awaitEnd(Instance instance, String words) {
    String reason = readReason(instance);
    while (!reason.contains(words)) {
      startAgain(instance, reason);
      reason = readReason(instance);
    }
  }

  /** Does nothing for a while. */
  static void pause(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlanFailure("interrupted");
    }
  }

  /** Something between nothing and the most, drawn. */
  static Duration upTo(Duration most, Random random) {
    return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
  }

  /** Has every scorer that runs write the stacks of its threads to its log. */
  void dumpThreads() {
    for (Instance instance : instances) {
      if (instance.process().alive()) {
        instance.process().resume();
        instance.process().dumpThreads();
      }
    }
  }

  @Override
  public void close() {
    instances.forEach(Instance::close);
    gone.forEach(Instance::close);
  }
}
