package io.tocsin.reasoning;

import io.tocsin.reasoning.consumer.ConsumerOptions;
import io.tocsin.reasoning.evidence.EvidenceConfig;
import io.tocsin.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the reasoning application is told.
 *
 * @param kafka settings of every Kafka client, {@code bootstrap.servers} among them
 * @param topics where alerts come from and detections go
 * @param groupId consumer group that shares the work
 * @param instanceId name of this instance, the same after a restart and unlike any other's, which
 *     makes a restart after a crash take up its work at once; empty to be unnamed
 * @param consumer how alerts are taken up
 * @param evidence what assessments may rest on besides the alert and the labels
 * @param model the language model; absent when rules alone reason
 * @param httpHost address that health and metrics are served on; loopback unless the network is
 *     trusted
 * @param httpPort its port; 0 takes a free one
 */
public record ReasoningConfig(
    Map<String, Object> kafka,
    Topics topics,
    String groupId,
    String instanceId,
    ConsumerOptions consumer,
    EvidenceConfig evidence,
    @Nullable ModelConfig model,
    String httpHost,
    int httpPort) {
  /** Copies the map. */
  public ReasoningConfig {
    kafka = Map.copyOf(kafka);
  }

  /**
   * The defaults, with a free port on the loopback address.
   *
   * @param kafka settings of every Kafka client, {@code bootstrap.servers} among them
   */
  public static ReasoningConfig defaults(Map<String, Object> kafka, Topics topics) {
    return new ReasoningConfig(
        kafka,
        topics,
        "tocsin-reasoning",
        "",
        new ConsumerOptions(32, 30, Duration.ofMillis(200), Duration.ofSeconds(10)),
        EvidenceConfig.DEFAULTS,
        null,
        "127.0.0.1",
        0);
  }
}
