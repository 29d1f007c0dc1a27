package io.tocsin.local.control;

import io.tocsin.local.cli.TopicFollower;
import io.tocsin.schemas.control.ConfigurationKey;
import io.tocsin.schemas.control.ControlRecord;
import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scoring.ScoringConfig;
import io.tocsin.topology.control.LiveConfiguration;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the scorers have accepted, as of the moment it was read.
 *
 * @param live the layers that hold, and all their versions
 * @param acceptedAt when a version was accepted last, by its name
 */
record KnownSettings(LiveConfiguration live, Map<String, Instant> acceptedAt) {

  /** A version of a layer that was accepted. */
  record Accepted(Instant at, ControlRecord version) {}

  /**
   * Reads them.
   *
   * @param client settings of the client
   */
  static KnownSettings read(Map<String, Object> client, Topics topics) {
    LiveConfiguration live = new LiveConfiguration(ScoringConfig.DEFAULTS, Layer.PLATFORM);
    Map<String, Instant> acceptedAt = new HashMap<>();
    try (TopicFollower follower =
        new TopicFollower(client, List.of(topics.configuration().name()))) {
      follower.readToEnd(
          record -> {
            live.put(record.key(), record.value());
            if (isVersion(record)) {
              acceptedAt.put(key(record), Instant.ofEpochMilli(record.timestamp()));
            }
          });
    }
    return new KnownSettings(live, acceptedAt);
  }

  /** Every version that was accepted, the oldest first. */
  List<Accepted> history() {
    return live.versions().values().stream()
        .map(version -> new Accepted(at(version), version))
        .sorted(Comparator.comparing(Accepted::at).thenComparing(each -> each.version().name()))
        .toList();
  }

  /** A version in one line: its name, and when, by whom and why it was accepted. */
  String line(ControlRecord version) {
    StringBuilder line = new StringBuilder(version.name());
    line.append("  ").append(at(version).truncatedTo(ChronoUnit.SECONDS));
    if (version.author() != null && !version.author().isBlank()) {
      line.append(" by ").append(version.author());
    }
    if (version.reason() != null && !version.reason().isBlank()) {
      line.append(": ").append(version.reason());
    }
    return line.toString();
  }

  private Instant at(ControlRecord version) {
    return acceptedAt.getOrDefault(version.name(), Instant.EPOCH);
  }

  /** The first of v1, v2, … after all that the layer has had. */
  String nextVersion(Layer layer) {
    long highest = 0;
    for (ControlRecord version : live.versions().values()) {
      if (version.layer().equals(layer) && version.version().matches("v[0-9]{1,9}")) {
        highest = Math.max(highest, Long.parseLong(version.version().substring(1)));
      }
    }
    return "v" + (highest + 1);
  }

  private static boolean isVersion(ConsumerRecord<byte[], byte[]> record) {
    return record.value() != null
        && ConfigurationKey.of(key(record)) instanceof ConfigurationKey.Version;
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }
}
