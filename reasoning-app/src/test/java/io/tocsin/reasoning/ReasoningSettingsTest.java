package io.tocsin.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReasoningSettingsTest {
  @Test
  void withNothingSetTheDefaultsHold() {
    ReasoningConfig config = read(Map.of());

    assertThat(config.groupId()).isEqualTo("tocsin-reasoning");
    assertThat(config.instanceId()).isEmpty();
    assertThat(config.consumer())
        .isEqualTo(ReasoningConfig.defaults(config.kafka(), config.topics()).consumer());
    assertThat(config.kafka()).containsEntry("bootstrap.servers", "localhost:9092");
    assertThat(config.httpHost()).isEqualTo("127.0.0.1");
    assertThat(config.topics().detections().name()).isEqualTo("detections");
  }

  @Test
  void everySettingHasItsVariable() {
    ReasoningConfig config =
        read(
            Map.of(
                "TOCSIN_REASONING_GROUP_ID", "night-shift",
                "TOCSIN_REASONING_INSTANCE_ID", "one",
                "TOCSIN_REASONING_WORKERS", "4",
                "TOCSIN_REASONING_QUEUE_CAPACITY", "7",
                "TOCSIN_REASONING_COMMIT_INTERVAL_MS", "500",
                "TOCSIN_REASONING_DRAIN_PATIENCE_MS", "1000",
                "TOCSIN_REASONING_HTTP_HOST", "localhost",
                "TOCSIN_REASONING_HTTP_PORT", "0",
                "TOCSIN_TOPIC_PREFIX", "test.",
                "TOCSIN_KAFKA_SECURITY_PROTOCOL", "SSL"));

    assertThat(config.groupId()).isEqualTo("night-shift");
    assertThat(config.instanceId()).isEqualTo("one");
    assertThat(config.consumer().workers()).isEqualTo(4);
    assertThat(config.consumer().queueCapacity()).isEqualTo(7);
    assertThat(config.consumer().commitInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.consumer().drainPatience()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.httpHost()).isEqualTo("localhost");
    assertThat(config.httpPort()).isZero();
    assertThat(config.topics().detections().name()).isEqualTo("test.detections");
    assertThat(config.kafka()).containsEntry("security.protocol", "SSL");
  }

  @Test
  void theScorersSettingsMayStandBesideThem() {
    assertThat(read(Map.of("TOCSIN_SCORING_INTERVAL_MS", "100")).groupId())
        .isEqualTo("tocsin-reasoning");
  }

  @Test
  void aSlipOfThePenIsRefusedWithTheNearestName() {
    assertThatThrownBy(() -> read(Map.of("TOCSIN_REASONING_WORKER", "4")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("TOCSIN_REASONING_WORKERS");
  }

  @Test
  void aValueOutOfBoundsIsRefusedWithItsBound() {
    assertThatThrownBy(() -> read(Map.of("TOCSIN_REASONING_WORKERS", "0")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("tocsin.reasoning.workers")
        .hasMessageContaining("1");
  }

  private static ReasoningConfig read(Map<String, String> environment) {
    return ReasoningSettings.config(ReasoningSettings.reader().read(null, environment));
  }
}
