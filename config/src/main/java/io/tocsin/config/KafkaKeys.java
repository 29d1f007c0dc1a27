package io.tocsin.config;

import java.util.List;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** What the Kafka clients know about their own keys. */
final class KafkaKeys {
  private static final List<ConfigDef> CLIENTS =
      List.of(
          AdminClientConfig.configDef(), ConsumerConfig.configDef(), ProducerConfig.configDef());

  private KafkaKeys() {}

  static boolean known(String key) {
    return CLIENTS.stream().anyMatch(client -> client.names().contains(key));
  }

  /** Whether a key's value may be shown: the clients know the key, and not as a password. */
  static boolean showable(String key) {
    return CLIENTS.stream()
        .map(client -> client.configKeys().get(key))
        .anyMatch(known -> known != null && !isSecret(known));
  }

  private static boolean isSecret(ConfigKey key) {
    return key.type == ConfigDef.Type.PASSWORD;
  }
}
