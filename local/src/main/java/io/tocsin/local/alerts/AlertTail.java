package io.tocsin.local.alerts;

import io.tocsin.config.EnvironmentException;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed alerts of every level as they come, without joining a group. */
final class AlertTail implements AutoCloseable {

  /** What was met on an alert topic. */
  sealed interface Heard {}

  /** An alert. */
  record Rung(Alert alert) implements Heard {}

  /** A record that is no alert. */
  record Unreadable(String where, String why) implements Heard {}

  private final Map<String, Topic<String, Alert>> topics;
  private final KafkaConsumer<byte[], byte[]> consumer;

  AlertTail(Map<String, Object> client, Topics catalogue, boolean fromBeginning) {
    topics = catalogue.alerts().stream().collect(Collectors.toMap(Topic::name, topic -> topic));
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
    partitions.forEach(consumer::position);
  }

  /** What has come since the last call; waits for something to come. */
  List<Heard> poll(Duration patience) {
    List<Heard> heard = new ArrayList<>();
    consumer.poll(patience).forEach(each -> heard.add(hear(each)));
    return heard;
  }

  @Override
  public void close() {
    consumer.close();
  }

  private Heard hear(ConsumerRecord<byte[], byte[]> each) {
    String where =
        "%s, partition %d, offset %d".formatted(each.topic(), each.partition(), each.offset());
    if (each.value() == null) {
      return new Unreadable(where, "it has no value");
    }
    Topic<String, Alert> topic = topics.get(each.topic());
    if (topic == null) {
      throw new IllegalStateException("a record of a topic that was not asked for: " + where);
    }
    try {
      return new Rung(topic.valueSerde().deserializer().deserialize(each.topic(), each.value()));
    } catch (InvalidRecordException e) {
      return new Unreadable(where, String.valueOf(e.getMessage()));
    }
  }

  private List<TopicPartition> partitions() {
    Map<String, List<PartitionInfo>> present = consumer.listTopics();
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics.keySet()) {
      List<PartitionInfo> found = present.get(topic);
      if (found == null) {
        consumer.close();
        throw new EnvironmentException(
            "There is no topic %s: create the topics with tocsin topics create".formatted(topic));
      }
      found.forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
    }
    return partitions;
  }
}
