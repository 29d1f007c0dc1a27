package io.tocsin.local.alerts;

import io.tocsin.local.cli.TopicFollower;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads committed alerts of every level as they come, without joining a group. */
final class AlertTail implements AutoCloseable {

  /** What was met on an alert topic. */
  sealed interface Heard {}

  /** An alert. */
  record Rung(Alert alert) implements Heard {}

  /** A record that is no alert. */
  record Unreadable(String where, String why) implements Heard {}

  private final Map<String, Topic<String, Alert>> topics;
  private final TopicFollower follower;

  AlertTail(Map<String, Object> client, Topics catalogue, boolean fromBeginning) {
    topics = catalogue.alerts().stream().collect(Collectors.toMap(Topic::name, topic -> topic));
    follower =
        new TopicFollower(
            client,
            topics.keySet(),
            fromBeginning ? TopicFollower.From.BEGINNING : TopicFollower.From.END);
  }

  /** What has come since the last call; waits for something to come. */
  List<Heard> poll(Duration patience) {
    List<Heard> heard = new ArrayList<>();
    follower.readFor(patience, each -> heard.add(hear(each)));
    return heard;
  }

  @Override
  public void close() {
    follower.close();
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
}
