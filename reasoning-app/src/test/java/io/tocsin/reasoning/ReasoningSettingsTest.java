package io.tocsin.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.ConfigurationException;
import io.tocsin.reasoning.call.CallConfig;
import io.tocsin.reasoning.evidence.EvidenceConfig;
import io.tocsin.reasoning.semantic.LikeConfig;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReasoningSettingsTest {
  private static final Map<String, String> MODEL =
      Map.of(
          "TOCSIN_REASONING_MODEL_PROVIDER", "openai",
          "TOCSIN_REASONING_MODEL_NAME", "m",
          "TOCSIN_REASONING_MODEL_API_KEY", "k");

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
  void theModelsSettingsHaveTheDesignsDefaults() {
    ModelConfig model = Objects.requireNonNull(read(MODEL).model());

    assertThat(model.call()).isEqualTo(CallConfig.DEFAULTS);
    assertThat(model.call().breakerFailures()).isEqualTo(5);
    assertThat(model.call().breakerOpen()).isEqualTo(Duration.ofSeconds(30));
    assertThat(model.call().breakerTrials()).isEqualTo(2);
    assertThat(model.call().callTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(model.limits().perMinute()).isEqualTo(50);
    assertThat(model.limits().perHour()).isEqualTo(500);
    assertThat(model.cache().ttl()).isEqualTo(Duration.ofHours(1));
    assertThat(model.like().enabled()).isFalse();
  }

  @Test
  void likenessAndSourcesOfEvidenceAreSwitchedOnByTheirVariables() {
    Map<String, String> settings = new HashMap<>(MODEL);
    settings.put("TOCSIN_REASONING_CACHE_SEMANTIC", "true");
    settings.put("TOCSIN_REASONING_CACHE_SEMANTIC_CHECKED", "0.5");
    settings.put("TOCSIN_REASONING_CACHE_TTL_MS", "60000");
    settings.put("TOCSIN_REASONING_EVIDENCE_DEADLINE_MS", "500");
    settings.put("TOCSIN_REASONING_EVIDENCE_SCORER_URL", "http://localhost:8080");
    settings.put("TOCSIN_REASONING_EVIDENCE_LITERATURE_URL", "https://host/search?key=x");

    ReasoningConfig config = read(settings);

    LikeConfig like = Objects.requireNonNull(config.model()).like();
    assertThat(like.enabled()).isTrue();
    assertThat(like.shadowShare()).isEqualTo(0.5);
    assertThat(like.ttl()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.evidence())
        .isEqualTo(
            new EvidenceConfig(
                Duration.ofMillis(500),
                URI.create("http://localhost:8080"),
                URI.create("https://host/search?key=x")));
  }

  @ParameterizedTest
  @CsvSource({
    "SCORER, http://localhost:8080/api?x=1, without a path",
    "SCORER, ftp://localhost, such as http://HOST:PORT",
    "LITERATURE, not an address, TOCSIN_REASONING_EVIDENCE_LITERATURE_URL",
    "LITERATURE, ftp://user:secret@host/, ftp://host/"
  })
  void anAddressThatCannotBeAskedIsRefusedAtTheStart(String source, String address, String why) {
    String variable = "TOCSIN_REASONING_EVIDENCE_%s_URL".formatted(source);

    assertThatThrownBy(() -> read(Map.of(variable, address)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(why)
        .hasMessageNotContaining("secret");
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
