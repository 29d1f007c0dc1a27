package io.tocsin.topology.scoring;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many counting partitions each stream thread scores, which share its time. */
final class StreamThreads {
  private final Map<Thread, Integer> partitions = new ConcurrentHashMap<>();

  void join(Thread thread) {
    partitions.merge(thread, 1, Integer::sum);
  }

  void leave(Thread thread) {
    partitions.computeIfPresent(thread, (each, count) -> count == 1 ? null : count - 1);
  }

  int partitions(Thread thread) {
    return partitions.getOrDefault(thread, 1);
  }
}
