package io.tocsin.local.demo;

import io.tocsin.local.cli.TopicFollower;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.deadletter.DeadLetter;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Follows what comes out, as any consumer would: committed alerts, detections, models and dead
 * letters. Used by one thread at a time.
 */
final class Listener implements AutoCloseable {
  private final Topics topics;
  private final TopicFollower follower;
  private final Map<String, Alert> alerts = new HashMap<>();
  private final Map<AlertLevel, Long> alertsByLevel = new EnumMap<>(AlertLevel.class);
  private final Set<String> detected = new HashSet<>();
  private final Map<String, Long> deadLettersByCode = new TreeMap<>();
  private final List<ModelRow> models = new ArrayList<>();
  private int modelsTold;
  private List<Detection> news = new ArrayList<>();
  private long repeatedAlerts;
  private long repeatedDetections;

  Listener(Map<String, Object> client, Topics topics) {
    this.topics = topics;
    List<String> names = new ArrayList<>(topics.alerts().stream().map(Topic::name).toList());
    names.add(topics.detections().name());
    names.add(topics.reportsDeadLetters().name());
    names.add(topics.modelParameters().name());
    follower = new TopicFollower(client, names);
  }

  /** Reads on, for at most so long. */
  synchronized void listen(Duration patience) {
    follower.readFor(patience, this::hear);
  }

  private void hear(ConsumerRecord<byte[], byte[]> each) {
    if (each.topic().equals(topics.detections().name())) {
      Detection detection = read(topics.detections(), each);
      boolean again = !detected.add(detection.alert().alertId());
      if (again && detection.supersedes() == null) {
        repeatedDetections++;
      }
      news.add(detection);
    } else if (each.topic().equals(topics.reportsDeadLetters().name())) {
      String code =
          DeadLetter.readFrom(each.headers()).map(letter -> letter.code().code()).orElse("none");
      deadLettersByCode.merge(code, 1L, Long::sum);
    } else if (each.topic().equals(topics.modelParameters().name())) {
      ModelRow before = models.isEmpty() ? null : models.getLast();
      models.add(ModelRow.of(read(topics.modelParameters(), each), before));
    } else {
      Alert alert = read(topics.alerts().getFirst(), each);
      if (alerts.putIfAbsent(alert.alertId(), alert) != null) {
        repeatedAlerts++;
      }
      alertsByLevel.merge(alert.toLevel(), 1L, Long::sum);
    }
  }

  private static <V> V read(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> each) {
    return topic.valueSerde().deserializer().deserialize(each.topic(), each.value());
  }

  /** Detections heard since the last call. */
  synchronized List<Detection> news() {
    List<Detection> heard = news;
    news = new ArrayList<>();
    return heard;
  }

  /** Models heard, in the order they were broadcast. */
  synchronized List<ModelRow> models() {
    return List.copyOf(models);
  }

  /** Models heard since the last call. */
  synchronized List<ModelRow> newModels() {
    List<ModelRow> heard = List.copyOf(models.subList(modelsTold, models.size()));
    modelsTold = models.size();
    return heard;
  }

  /** Distinct alerts heard. */
  synchronized long alerts() {
    return alerts.size();
  }

  /** Alerts heard, by the level they rose or fell to. */
  synchronized Map<AlertLevel, Long> alertsByLevel() {
    return new EnumMap<>(alertsByLevel);
  }

  /** Alerts that have a detection. */
  synchronized long detections() {
    return detected.size();
  }

  /** Records of an alert id heard before, and of a detection's that supersedes none. */
  synchronized long repetitions() {
    return repeatedAlerts + repeatedDetections;
  }

  /** Refused records heard, by code. */
  synchronized Map<String, Long> deadLettersByCode() {
    return new TreeMap<>(deadLettersByCode);
  }

  @Override
  public synchronized void close() {
    follower.close();
  }
}
