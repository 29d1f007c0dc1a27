package io.tocsin.bench;

import io.tocsin.local.cli.TopicFollower;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How long it takes from the commit of a marker's last report to its alert, as a reader of
 * committed records sees it, by the level of the alert. To the time between two looks at the
 * committed offsets.
 */
final class MarkerWatch implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final double NANOS_PER_SECOND = 1e9;

  private final Rig rig;
  private final Offering offering;
  private final String topic;
  private final Map<String, Long> counted = new ConcurrentHashMap<>();
  private final Map<String, Seen> alerted = new ConcurrentHashMap<>();
  private final Thread offsets;
  private final Thread alerts;
  private volatile boolean stopped;

  private record Seen(AlertLevel level, long at) {}

  MarkerWatch(Rig rig, Offering offering) {
    this.rig = rig;
    this.offering = offering;
    this.topic = rig.topics().adverseEventReports().name();
    offsets = Thread.ofPlatform().name("committed-offsets").start(this::watchOffsets);
    alerts = Thread.ofPlatform().name("alerts").start(this::watchAlerts);
  }

  private void watchOffsets() {
    try {
      while (!stopped) {
        Map<Integer, Long> committed = rig.committed(topic);
        long now = System.nanoTime();
        Iterator<Offering.Placed> waiting = offering.placed().iterator();
        while (waiting.hasNext()) {
          Offering.Placed next = waiting.next();
          if (next.within(committed)) {
            counted.put(Pair.of(next.marker().drug(), next.marker().event()).key(), now);
            waiting.remove();
          }
        }
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watchAlerts() {
    List<String> topics = rig.topics().alerts().stream().map(Topic::name).toList();
    try (TopicFollower follower = new TopicFollower(rig.client(), topics)) {
      while (!stopped) {
        follower.readFor(LOOK, this::take);
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> each) {
    Alert alert = Json.read(each.value(), Alert.class);
    if (alert.drug().startsWith("MARKER-")) {
      alerted.putIfAbsent(alert.pair().key(), new Seen(alert.topicLevel(), System.nanoTime()));
    }
  }

  /** Markers that were counted and have rung. */
  int rung() {
    return (int) counted.keySet().stream().filter(alerted::containsKey).count();
  }

  /** Markers that were counted. */
  int counted() {
    return counted.size();
  }

  /** Seconds from counted to alerted, ascending, by level. */
  Map<AlertLevel, List<Double>> seconds() {
    Map<AlertLevel, List<Double>> seconds = new EnumMap<>(AlertLevel.class);
    counted.forEach(
        (pair, at) -> {
          Seen seen = alerted.get(pair);
          if (seen != null) {
            seconds
                .computeIfAbsent(seen.level, level -> new ArrayList<>())
                .add((seen.at - at) / NANOS_PER_SECOND);
          }
        });
    seconds.values().forEach(list -> list.sort(null));
    return seconds;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      offsets.join();
      alerts.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
