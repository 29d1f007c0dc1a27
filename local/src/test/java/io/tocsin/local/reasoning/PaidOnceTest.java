package io.tocsin.local.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.local.kafka.EmbeddedKafka;
import io.tocsin.reasoning.ReasoningApp;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.detection.Engine;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.servers.ModelServer;
import io.tocsin.servers.RedisServer;
import io.tocsin.servers.ScriptedAssessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** No question is paid for twice, and no limit is passed, over processes that share a Redis. */
@Tag("redis")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PaidOnceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedKafka kafka = EmbeddedKafka.builder().start();
  private final ModelServer server = ModelServer.start();
  private final RedisServer redis = RedisServer.start();

  PaidOnceTest() {
    server.answer(new ScriptedAssessor());
  }

  @AfterAll
  void stop() {
    server.close();
    redis.close();
    kafka.close();
  }

  @Test
  void killedBetweenTheCallAndTheSinkItAsksNothingAgain() throws Exception {
    try (AlertStation station = station("paid.")) {
      List<String> alerts = publish(station, 6);
      Map<String, String> neverWriting = settings("60000");
      Process first = station.startProcess(neverWriting);
      try {
        until(() -> redis.command("KEYS *ledger*").equals("*6"));
        assertThat(station.detections()).isEmpty();
      } finally {
        first.destroyForcibly().waitFor();
      }

      Process second = station.startProcess(settings("50"));
      try {
        until(() -> station.detections().size() >= alerts.size());
      } finally {
        second.destroy();
        second.waitFor();
      }

      assertThat(station.detectedAlertIds()).containsExactlyInAnyOrderElementsOf(alerts);
      assertThat(station.detections())
          .allMatch(each -> each.engine() == Engine.LLM)
          .as("what the ledger has, and not a kept answer that nobody paid for")
          .allMatch(each -> each.usage() != null);
      assertThat(server.calls()).isEqualTo(alerts.size());
    }
  }

  @Test
  void twoInstancesTogetherKeepTheLimitOfOne() {
    try (AlertStation station = station("limited.")) {
      long before = server.calls();
      Map<String, String> five = settings("50");
      five.put("TOCSIN_REASONING_LIMITS_PER_MINUTE", "10");
      five.put("TOCSIN_REASONING_LIMITS_PATIENCE_MS", "10");
      five.put("TOCSIN_REASONING_LIMITS_TENANT", "limited");
      try (ReasoningApp one = new ReasoningApp(station.config(five));
          ReasoningApp other = new ReasoningApp(station.config(five))) {
        one.start();
        other.start();
        one.awaitRunning(PATIENCE);
        other.awaitRunning(PATIENCE);
        List<String> alerts = publish(station, 40);

        until(() -> station.detections().size() >= alerts.size());

        assertThat(server.calls() - before).isBetween(1L, 10L);
        assertThat(station.detectedAlertIds()).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(station.detections())
            .filteredOn(each -> each.engine() == Engine.RULES)
            .isNotEmpty()
            .allMatch(Detection::upgradePending)
            .allMatch(each -> "limit_reached".equals(each.degradedReason()));
      }
    }
  }

  private Map<String, String> settings(String commitInterval) {
    Map<String, String> settings = new HashMap<>(ModelStoriesTest.model(server));
    settings.put("TOCSIN_REASONING_REDIS_URL", redis.url());
    settings.put("TOCSIN_REASONING_INSTANCE_ID", "");
    settings.put("TOCSIN_REASONING_COMMIT_INTERVAL_MS", commitInterval);
    settings.put("TOCSIN_KAFKA_SESSION_TIMEOUT_MS", "6000");
    return settings;
  }

  private AlertStation station(String prefix) {
    return new AlertStation("once." + prefix, kafka.bootstrapServers());
  }

  private static List<String> publish(AlertStation station, int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Alert alert = station.alert("DRUG " + i, 1, AlertLevel.HIGH);
      station.publish(alert);
      ids.add(alert.alertId());
    }
    station.flush();
    return ids;
  }

  private static void until(BooleanSupplier condition) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition::getAsBoolean);
  }
}
