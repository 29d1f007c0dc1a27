package io.tocsin.scorer;

import io.tocsin.schemas.topic.Topics;
import io.tocsin.topology.TopologyConfig;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * All that a scorer needs to run.
 *
 * @param kafka properties of every Kafka client, {@code bootstrap.servers} among them
 */
public record ScorerConfig(
    Map<String, Object> kafka,
    Topics topics,
    EngineConfig engine,
    TopologyConfig topology,
    StatusConfig status) {

  /** Keeps a copy of the properties. */
  public ScorerConfig {
    kafka = Map.copyOf(kafka);
  }

  /** Properties that name the brokers and nothing else. */
  public static Map<String, Object> brokers(String bootstrapServers) {
    return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
  }
}
