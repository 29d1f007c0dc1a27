package io.tocsin.local.cli;

import io.tocsin.config.EnvironmentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed records of some topics, without joining a group. */
public final class TopicFollower implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();

  /** Where a follower begins. */
  public enum From {
    /** With the oldest record that is kept. */
    BEGINNING,
    /** After the newest record of now. */
    END
  }

  /**
   * Begins at the beginning.
   *
   * @param client settings of the client
   * @throws EnvironmentException when a topic does not exist
   */
  public TopicFollower(Map<String, Object> client, Collection<String> topics) {
    this(client, topics, From.BEGINNING);
  }

  /**
   * Takes its place on the topics.
   *
   * @param client settings of the client
   * @throws EnvironmentException when a topic does not exist
   */
  public TopicFollower(Map<String, Object> client, Collection<String> topics, From from) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    Map<String, List<PartitionInfo>> present = consumer.listTopics();
    for (String topic : topics) {
      List<PartitionInfo> found = present.get(topic);
      if (found == null) {
        consumer.close();
        throw new EnvironmentException(
            ("There is no topic %s: create the topics with tocsin topics create, and let the"
                    + " scorer run once")
                .formatted(topic));
      }
      found.forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
    }
    consumer.assign(partitions);
    switch (from) {
      case BEGINNING -> consumer.seekToBeginning(partitions);
      case END -> consumer.seekToEnd(partitions);
    }
    partitions.forEach(consumer::position);
  }

  /** Hands over the records that have come, once there are some or the time is up. */
  public void readFor(Duration patience, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    consumer.poll(patience).forEach(reader);
  }

  /** Hands over every record from where the last call ended to the end as of now. */
  public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (!reached(ends)) {
      consumer.poll(PATIENCE).forEach(reader);
    }
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
