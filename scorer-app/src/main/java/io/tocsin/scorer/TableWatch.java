package io.tocsin.scorer;

import io.tocsin.config.Cluster;
import io.tocsin.config.EnvironmentException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second whether the topics that tables rest on are still the same ones. Kafka Streams
 * creates an internal topic that is missing at its next rebalance, and says nothing.
 */
final class TableWatch implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(TableWatch.class);

  private final TableTopics topics;
  private final StateGuard guard;
  private final String cluster;
  private final Set<String> names;
  private final Map<String, String> known;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("table-watch").daemon().factory());
  private volatile @Nullable Consumer<EnvironmentException> lost;

  private TableWatch(TableTopics topics, StateGuard guard, Cluster origin, Set<String> names) {
    this.topics = topics;
    this.guard = guard;
    this.cluster = origin.id();
    this.names = Set.copyOf(names);
    this.known = new HashMap<>(origin.topicIds());
  }

  /**
   * A watch that does not run yet, over topics that are those that the state was made with.
   *
   * @param counted the cluster with the topics that are counted from
   * @param internal names of the topics that tables are kept in, which may not exist yet
   * @throws EnvironmentException if they are others
   */
  static TableWatch admit(
      TableTopics topics, StateGuard guard, Cluster counted, Set<String> internal) {
    Map<String, String> ids = new TreeMap<>(counted.topicIds());
    ids.putAll(topics.ids(internal));
    Cluster origin = new Cluster(counted.id(), ids);
    guard.admit(origin);
    Set<String> names = new TreeSet<>(counted.topicIds().keySet());
    names.addAll(internal);
    return new TableWatch(topics, guard, origin, names);
  }

  /**
   * Looks from now on.
   *
   * @param told when a topic is gone or another one
   */
  void start(Consumer<EnvironmentException> told) {
    lost = told;
    var ignored =
        timer.scheduleWithFixedDelay(
            this::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Looks at once; the next look is for the timer if the cluster does not answer. */
  void look() {
    Consumer<EnvironmentException> told = lost;
    if (told == null) {
      return;
    }
    try {
      compare(topics.ids(names), told);
    } catch (RuntimeException e) {
      LOG.debug("The topics of the tables could not be looked at", e);
    }
  }

  private synchronized void compare(
      Map<String, String> found, Consumer<EnvironmentException> told) {
    Set<String> other = new TreeSet<>();
    known.forEach(
        (name, id) -> {
          if (!id.equals(found.get(name))) {
            other.add(name);
          }
        });
    if (!other.isEmpty()) {
      timer.shutdown();
      told.accept(topics.lost(other));
    } else if (found.size() > known.size()) {
      known.putAll(found);
      guard.note(new Cluster(cluster, Map.copyOf(known)));
    }
  }

  @Override
  public void close() {
    lost = null;
    timer.shutdownNow();
  }
}
