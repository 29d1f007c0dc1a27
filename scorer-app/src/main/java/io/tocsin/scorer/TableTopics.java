package io.tocsin.scorer;

import io.tocsin.config.EnvironmentException;
import io.tocsin.topology.TocsinTopology;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the topics that tables rest on: those they are counted from, and the internal ones that
 * they are kept in. Without them a scorer that has read on would go on with empty tables and be
 * silently wrong.
 */
final class TableTopics {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Admin admin;
  private final String applicationId;

  TableTopics(Admin admin, String applicationId) {
    this.admin = admin;
    this.applicationId = applicationId;
  }

  /**
   * Ids of those that exist, by name.
   *
   * @throws EnvironmentException when the cluster does not answer
   */
  Map<String, String> ids(Collection<String> names) {
    Map<String, String> ids = new TreeMap<>();
    DescribeTopicsOptions soon =
        new DescribeTopicsOptions().timeoutMs(Math.toIntExact(PATIENCE.toMillis()));
    admin
        .describeTopics(List.copyOf(names), soon)
        .topicNameValues()
        .forEach(
            (name, answer) -> {
              TopicDescription found = unlessMissing(answer);
              if (found != null) {
                ids.put(name, found.topicId().toString());
              }
            });
    return ids;
  }

  /**
   * Refuses an application that has read reports but lacks tables that they must be in. A report
   * that was read may wait to be counted, or may have been refused.
   *
   * @param margins the topic of event margins
   * @throws EnvironmentException naming what is missing, with the remedy
   */
  void requireTables(TocsinTopology topology, String margins) {
    Set<String> read = topicsRead();
    if (read.isEmpty()) {
      return;
    }
    Set<String> lost = new TreeSet<>(topology.internalTopics(applicationId));
    lost.removeAll(ids(lost).keySet());
    if (lost.isEmpty()) {
      if (!empty(margins)) {
        topology.reportTables(applicationId).stream().filter(this::empty).forEach(lost::add);
      }
      String counts = topology.countTable(applicationId);
      if (read.contains(topology.countingMessages(applicationId)) && empty(counts)) {
        lost.add(counts);
      }
    }
    if (!lost.isEmpty()) {
      throw lost(lost);
    }
  }

  /** What is wrong when tables are gone, and what to do. */
  EnvironmentException lost(Set<String> topics) {
    return new EnvironmentException(
        "%s has read reports, but its tables are gone from the broker: %s deleted, emptied or created again. Stop every scorer of it, count anew with: tocsin topics reset, and remove their state directories"
            .formatted(
                applicationId,
                String.join(", ", topics) + (topics.size() == 1 ? " was" : " were")));
  }

  private Set<String> topicsRead() {
    Set<String> read = new TreeSet<>();
    get(admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null && offset.offset() > 0) {
                read.add(partition.topic());
              }
            });
    return read;
  }

  private boolean empty(String topic) {
    TopicDescription found =
        unlessMissing(
            Objects.requireNonNull(
                admin.describeTopics(List.of(topic)).topicNameValues().get(topic)));
    if (found == null) {
      return true;
    }
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    found
        .partitions()
        .forEach(
            each -> ends.put(new TopicPartition(topic, each.partition()), OffsetSpec.latest()));
    return get(admin.listOffsets(ends).all()).values().stream().allMatch(end -> end.offset() == 0);
  }

  private static @Nullable TopicDescription unlessMissing(KafkaFuture<TopicDescription> answer) {
    try {
      return get(answer);
    } catch (EnvironmentException e) {
      if (e.getCause() instanceof ExecutionException refused
          && refused.getCause() instanceof UnknownTopicOrPartitionException) {
        return null;
      }
      throw e;
    }
  }

  private static <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new EnvironmentException("Kafka refuses: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new EnvironmentException(
          "Kafka does not answer within %d s".formatted(PATIENCE.toSeconds()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("Interrupted while asking Kafka", e);
    }
  }
}
