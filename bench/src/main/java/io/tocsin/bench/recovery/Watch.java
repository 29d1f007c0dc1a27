package io.tocsin.bench.recovery;

import io.tocsin.local.cli.Kafka;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks many times a second how far each partition that the scorers read is committed, and so
 * visible to every reader. Reports must flow into all of them meanwhile.
 */
final class Watch implements AutoCloseable {
  private static final Duration OFTEN = Duration.ofMillis(20);

  private final Admin admin;
  private final String group;
  private final Map<TopicPartition, Seen> seen = new ConcurrentHashMap<>();
  private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor();

  /**
   * One partition.
   *
   * @param advancedAt when it advanced last, or the mark
   * @param longestNanos how long it ever stood still since the mark, until it advanced
   * @param advances how often it has advanced since the mark
   */
  private record Seen(long offset, long advancedAt, long longestNanos, long advances) {
    Seen advanced(long to, long now) {
      return to == offset
          ? this
          : new Seen(to, now, Math.max(longestNanos, now - advancedAt), advances + 1);
    }
  }

  Watch(Admin admin, String group) {
    this.admin = admin;
    this.group = group;
    var ignored =
        worker.scheduleWithFixedDelay(this::look, 0, OFTEN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      var offsets =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get(5, TimeUnit.SECONDS);
      long now = System.nanoTime();
      offsets.forEach(
          (partition, offset) -> {
            if (offset != null && watched(partition)) {
              seen.compute(
                  partition,
                  (key, before) ->
                      before == null
                          ? new Seen(offset.offset(), now, 0, 0)
                          : before.advanced(offset.offset(), now));
            }
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      System.err.println("not seen this time: " + e);
    }
  }

  private static boolean watched(TopicPartition partition) {
    return partition.topic().equals("adverse-event-reports")
        || partition.topic().endsWith("drug-deltas-repartition");
  }

  /** Begins to measure. */
  void mark() {
    long now = System.nanoTime();
    seen.replaceAll((partition, before) -> new Seen(before.offset, now, 0, 0));
  }

  /** Waits until every partition has advanced since the mark; returns the seconds it took. */
  double awaitAllAdvanced(Duration patience) {
    Kafka.await(
        "every partition to advance",
        patience,
        () -> seen.values().stream().allMatch(each -> each.advances > 0));
    return longestSeconds();
  }

  /** The longest time that any partition stood still since the mark, in seconds. */
  double longestSeconds() {
    return seen.values().stream().mapToLong(each -> each.longestNanos).max().orElse(0) / 1e9;
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
