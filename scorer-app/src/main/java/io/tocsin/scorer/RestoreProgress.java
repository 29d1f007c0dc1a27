package io.tocsin.scorer;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far the stores are that read their changelogs again. */
final class RestoreProgress implements StateRestoreListener {
  private final Map<TopicPartition, Long> remaining = new ConcurrentHashMap<>();

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
    remaining.put(changelog, end - start);
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long end, long restored) {
    remaining.computeIfPresent(changelog, (partition, left) -> Math.max(0, left - restored));
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long total) {
    remaining.remove(changelog);
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
    remaining.remove(changelog);
  }

  /** Records still to read, by changelog partition; empty when nothing restores. */
  Map<String, Long> remaining() {
    Map<String, Long> shown = new TreeMap<>();
    remaining.forEach((partition, left) -> shown.put(partition.toString(), left));
    return shown;
  }
}
