package io.tocsin.local.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.config.EnvironmentException;
import io.tocsin.local.kafka.EmbeddedKafka;
import io.tocsin.reasoning.ReasoningApp;
import io.tocsin.reasoning.ReasoningConfig;
import io.tocsin.reasoning.assessment.Reasoner;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.deadletter.DeadLetter;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReasoningStoriesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<AlertLevel> LEVELS =
      List.of(
          AlertLevel.LOW,
          AlertLevel.WATCHLIST,
          AlertLevel.MODERATE,
          AlertLevel.HIGH,
          AlertLevel.CRITICAL);

  private final EmbeddedKafka kafka = EmbeddedKafka.builder().start();
  private final List<Process> processes = new ArrayList<>();
  private final Reasoner rules = AlertStation.rules();

  @AfterEach
  void endProcesses() {
    processes.forEach(Process::destroyForcibly);
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void everyAlertOfEveryLevelBecomesOneDetection() throws Exception {
    try (AlertStation station = station("each.")) {
      List<String> alerts = publishMany(station, "DRUG", 500);

      try (ReasoningApp app = new ReasoningApp(station.config())) {
        app.start();
        until(() -> station.detections().size() >= alerts.size());
      }

      assertThat(station.detectedAlertIds()).containsExactlyInAnyOrderElementsOf(alerts);
      assertThat(station.detections()).allMatch(detection -> detection.grounding().grounded());
    }
  }

  @Test
  void aStartedApplicationSaysThatItIsWellAndWhatItDid() throws Exception {
    try (AlertStation station = station("well.");
        ReasoningApp app = new ReasoningApp(station.config())) {
      app.start();
      app.awaitRunning(PATIENCE);
      publishMany(station, "DRUG", 10);
      until(() -> station.detections().size() == 10);

      assertThat(get(app, "/health/live").statusCode()).isEqualTo(200);
      assertThat(get(app, "/health/ready").statusCode()).isEqualTo(200);
      assertThat(get(app, "/health/detailed").body())
          .contains("\"consumer\":{\"status\":\"up\",\"partitions\":18");
      assertThat(get(app, "/metrics").body())
          .contains(
              "reasoning_detections_total{alert_level=\"critical\",degraded=\"no\",engine=\"rules\"");
    }
  }

  @Test
  void topicsThatAreMissingAreNamedBeforeAnythingStarts() {
    ReasoningConfig config =
        ReasoningConfig.defaults(
            Map.of("bootstrap.servers", kafka.bootstrapServers()), new Topics("missing.", 1));
    try (ReasoningApp app = new ReasoningApp(config)) {
      assertThatThrownBy(app::start)
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("missing.alerts.critical")
          .hasMessageContaining("missing.detections")
          .hasMessageContaining("tocsin topics create");
    }
  }

  @Test
  void instancesThatComeAndGoShareTheWorkAndRepeatNothing() throws Exception {
    try (AlertStation station = station("shared.")) {
      List<String> alerts = new ArrayList<>();
      ReasoningApp first = new ReasoningApp(station.config());
      first.start();
      alerts.addAll(publishMany(station, "EARLY", 300));
      try (ReasoningApp second = new ReasoningApp(station.config())) {
        second.start();
        alerts.addAll(publishMany(station, "MIDDLE", 300));
        second.awaitRunning(PATIENCE);
        first.close();
        alerts.addAll(publishMany(station, "LATE", 300));

        until(() -> station.detections().size() >= alerts.size());
      }
      assertThat(station.detectedAlertIds()).containsExactlyInAnyOrderElementsOf(alerts);
    }
  }

  @Test
  void killedAgainAndAgainItStillWritesOneDetectionForEachAlert() throws Exception {
    try (AlertStation station = station("killed.")) {
      List<String> alerts = publishMany(station, "DRUG", 2400);
      for (int written : List.of(400, 1000, 1600)) {
        Process process = startProcess(station);
        until(() -> station.written() >= written || !process.isAlive());
        assertThat(process.isAlive()).as("killed while it worked").isTrue();
        process.destroyForcibly().waitFor();
      }
      assertThat(station.detections()).hasSizeLessThan(alerts.size());

      Process last = startProcess(station);
      until(() -> station.detections().size() >= alerts.size());
      last.destroy();
      last.waitFor();

      assertThat(station.detectedAlertIds()).containsExactlyInAnyOrderElementsOf(alerts);
    }
  }

  @Test
  void poisonBetweenGoodAlertsIsSetAsideWithItsProvenance() {
    try (AlertStation station = station("poison.")) {
      byte[] key = "DRUG|POISON".getBytes(StandardCharsets.UTF_8);
      byte[] value = "{\"alert_id\": 7}".getBytes(StandardCharsets.UTF_8);
      List<String> alerts = new ArrayList<>(publishMany(station, "BEFORE", 20));
      station.publish(station.topics().alerts(AlertLevel.HIGH), key, value);
      alerts.addAll(publishMany(station, "AFTER", 20));

      try (ReasoningApp app = new ReasoningApp(station.config())) {
        app.start();
        until(() -> station.detections().size() >= alerts.size());
        until(() -> !station.deadLetters().isEmpty());
      }

      assertThat(station.detectedAlertIds()).containsExactlyInAnyOrderElementsOf(alerts);
      assertThat(station.deadLetters()).hasSize(1);
      ConsumerRecord<byte[], byte[]> letter = station.deadLetters().getFirst();
      assertThat(letter.key()).isEqualTo(key);
      assertThat(letter.value()).isEqualTo(value);
      DeadLetter provenance = provenance(station);
      assertThat(provenance.code()).isEqualTo(ErrorCode.WRONG_TYPE);
      assertThat(provenance.field()).isEqualTo("alert_id");
      assertThat(provenance.topic()).isEqualTo("poison.alerts.high");
      assertThat(provenance.stage()).isEqualTo("reasoning");
    }
  }

  @Test
  void anAlertThatCannotBeReasonedAboutIsSetAsideAndStopsNobody() {
    try (AlertStation station = station("odd.")) {
      Alert odd = station.alert("ODD", 1, AlertLevel.HIGH);
      station.publish(odd);
      List<String> alerts = publishMany(station, "DRUG", 20);

      try (ReasoningApp app = new ReasoningApp(station.config(), failingOn("ODD"))) {
        app.start();
        until(() -> station.detections().size() >= alerts.size());
        until(() -> !station.deadLetters().isEmpty());
      }

      assertThat(station.detectedAlertIds()).containsExactlyInAnyOrderElementsOf(alerts);
      assertThat(provenance(station).code()).isEqualTo(ErrorCode.PROCESSING_FAILED);
    }
  }

  @Test
  void aStuckAlertHoldsUpNoOtherPairAndNothingIsRepeatedAfterARestart() {
    CountDownLatch stuck = new CountDownLatch(1);
    try (AlertStation station = station("stuck.")) {
      List<String> others = new ArrayList<>();
      Alert slow = station.alert("STUCK", 1, AlertLevel.HIGH);
      try (ReasoningApp app = new ReasoningApp(station.config(), waitingOn("STUCK", stuck))) {
        app.start();
        station.publish(slow);
        others.addAll(publishMany(station, "DRUG", 300));

        until(() -> station.detections().size() >= others.size());
      }
      assertThat(station.detectedAlertIds()).doesNotContain(slow.alertId());

      try (ReasoningApp app = new ReasoningApp(station.config())) {
        app.start();
        until(() -> station.detectedAlertIds().contains(slow.alertId()));
      }
      others.add(slow.alertId());
      assertThat(station.detectedAlertIds()).containsExactlyInAnyOrderElementsOf(others);
    }
  }

  @Test
  void alertsOfAPairAreReasonedAboutInTheirOrderAndOneAtATime() {
    Map<String, Queue<Long>> order = new ConcurrentHashMap<>();
    Queue<String> overlaps = new ConcurrentLinkedQueue<>();
    try (AlertStation station = station("order.");
        ReasoningApp app = new ReasoningApp(station.config(), recording(order, overlaps))) {
      for (long sequence = 1; sequence <= 30; sequence++) {
        for (String drug : List.of("A", "B", "C", "D", "E")) {
          station.publish(station.alert(drug, sequence, AlertLevel.MODERATE));
        }
      }
      station.flush();
      app.start();

      until(() -> station.detections().size() >= 150);

      assertThat(order).hasSize(5);
      assertThat(order.values())
          .allSatisfy(
              sequences ->
                  assertThat(sequences)
                      .containsExactlyElementsOf(LongStream.rangeClosed(1, 30).boxed().toList()));
      assertThat(overlaps).isEmpty();
    }
  }

  private static DeadLetter provenance(AlertStation station) {
    return DeadLetter.readFrom(station.deadLetters().getFirst().headers()).orElseThrow();
  }

  private AlertStation station(String prefix) {
    return new AlertStation(prefix, kafka.bootstrapServers());
  }

  private static List<String> publishMany(AlertStation station, String drug, int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Alert alert = station.alert(drug + " " + i, 1, LEVELS.get(i % LEVELS.size()));
      station.publish(alert);
      ids.add(alert.alertId());
    }
    station.flush();
    return ids;
  }

  private Reasoner failingOn(String drug) {
    return question -> {
      if (question.alert().drug().equals(drug)) {
        throw new IllegalStateException("injected: " + drug);
      }
      return rules.reason(question);
    };
  }

  private Reasoner waitingOn(String drug, CountDownLatch latch) {
    return question -> {
      if (question.alert().drug().equals(drug)) {
        latch.await();
      }
      return rules.reason(question);
    };
  }

  private Reasoner recording(Map<String, Queue<Long>> order, Collection<String> overlaps) {
    Map<String, Long> running = new ConcurrentHashMap<>();
    return question -> {
      Alert alert = question.alert();
      if (running.putIfAbsent(alert.drug(), alert.sequence()) != null) {
        overlaps.add(alert.drug());
      }
      order
          .computeIfAbsent(alert.drug(), drug -> new ConcurrentLinkedQueue<>())
          .add(alert.sequence());
      try {
        return rules.reason(question);
      } finally {
        running.remove(alert.drug());
      }
    };
  }

  private Process startProcess(AlertStation station) throws IOException {
    Process process =
        station.startProcess(
            Map.of(
                "TOCSIN_REASONING_INSTANCE_ID",
                "one",
                "TOCSIN_REASONING_COMMIT_INTERVAL_MS",
                "50"));
    processes.add(process);
    return process;
  }

  private static HttpResponse<String> get(ReasoningApp app, String path)
      throws IOException, InterruptedException {
    URI address = app.statusAddress().resolve(path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void until(BooleanSupplier condition) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition::getAsBoolean);
  }
}
