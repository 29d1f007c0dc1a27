package io.tocsin.reasoning.follow;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A topic in memory, of two partitions, and the consumer that reads it. */
public final class FollowedTopic {
  private static final int PARTITIONS = 2;

  private final String name;
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final long[] ends = new long[PARTITIONS];

  /** A topic that exists. */
  public static FollowedTopic of(String name) {
    FollowedTopic topic = new FollowedTopic(name);
    topic.create();
    return topic;
  }

  /** A topic that does not exist yet. */
  public static FollowedTopic missing(String name) {
    return new FollowedTopic(name);
  }

  private FollowedTopic(String name) {
    this.name = name;
  }

  /** Makes it known to the consumer. */
  void create() {
    Node node = new Node(1, "localhost", 9092);
    Node[] nodes = {node};
    consumer.updatePartitions(
        name,
        List.of(
            new PartitionInfo(name, 0, node, nodes, nodes),
            new PartitionInfo(name, 1, node, nodes, nodes)));
    consumer.updateBeginningOffsets(Map.of(partition(0), 0L, partition(1), 0L));
    consumer.updateEndOffsets(Map.of(partition(0), 0L, partition(1), 0L));
  }

  /** Begins to follow it. */
  public <V> TableFollower<V> follow(TableFollower.Reader<V> reader) {
    return TableFollower.start(consumer, name, reader);
  }

  /** Appends a record; an absent value takes the key away. */
  public FollowedTopic send(@Nullable String key, @Nullable String value) {
    int partition = key == null ? 0 : Math.floorMod(key.hashCode(), PARTITIONS);
    long offset = ends[partition]++;
    consumer.updateEndOffsets(Map.of(partition(partition), ends[partition]));
    consumer.schedulePollTask(
        () ->
            consumer.addRecord(
                new ConsumerRecord<>(name, partition, offset, bytes(key), bytes(value))));
    return this;
  }

  /** Makes one poll fail. */
  void failOnce() {
    consumer.schedulePollTask(
        () -> consumer.setPollException(new KafkaException("not for the moment")));
  }

  boolean closed() {
    return consumer.closed();
  }

  private TopicPartition partition(int number) {
    return new TopicPartition(name, number);
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
