package io.tocsin.local.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.local.CommandRun;
import io.tocsin.local.kafka.EmbeddedKafka;
import io.tocsin.reasoning.ReasoningApp;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.servers.ModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What assessments rest on besides the alert, and what becomes of orders to all instances. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EvidenceStoriesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedKafka kafka = EmbeddedKafka.builder().start();

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void whatTheLabelListsIsEvidence(@TempDir Path directory) throws IOException {
    Path labels =
        Files.writeString(
            directory.resolve("labels.jsonl"),
            """
            {"drug": "RotaShield", "reactions": ["Intussusception"], "document": "insert", \
            "version": "2", "revised": "1999-10-15"}
            """);
    try (AlertStation station = station("labelled.")) {
      CommandRun load =
          CommandRun.on(
              kafka, "labels", "load", labels.toString(), "--prefix", "evidence.labelled.");
      assertThat(load.err()).isEmpty();
      assertThat(load.out()).isEqualToIgnoringNewLines("1 labels published");
      try (ReasoningApp app = new ReasoningApp(station.config())) {
        app.start();
        publish(station, "ROTASHIELD");
        publish(station, "OTHER VACCINE");

        until(() -> station.detections().size() == 2);
      }

      assertThat(factsOf(station, "ROTASHIELD"))
          .filteredOn(fact -> fact.source().equals("product_label"))
          .extracting(Fact::text)
          .contains("insert", "2", "yes");
      assertThat(factsOf(station, "OTHER VACCINE"))
          .extracting(Fact::source)
          .doesNotContain("product_label");
    }
  }

  @Test
  void aLabelThatIsWrongIsNamedAndNoneIsPublished(@TempDir Path directory) throws IOException {
    Path labels =
        Files.writeString(
            directory.resolve("labels.jsonl"),
            """
            {"drug": "A", "document": "insert", "version": "2", "revised": "1999-10-15"}
            {"drug": "B", "document": "insert", "version": "2", "revised": "yesterday"}
            """);

    CommandRun load = CommandRun.on(kafka, "labels", "load", labels.toString());

    assertThat(load.exitCode()).isEqualTo(2);
    assertThat(load.err()).contains("Line 2").contains("revised").contains("Nothing was published");
  }

  @Test
  void aSourceThatIsAwayIsNamedAndCountedAndHoldsUpNobody() {
    String closed;
    try (ModelServer server = ModelServer.start()) {
      closed = server.openAiUrl();
    }
    Map<String, String> away = Map.of("TOCSIN_REASONING_EVIDENCE_LITERATURE_URL", closed);
    try (AlertStation station = station("partial.");
        ReasoningApp app = new ReasoningApp(station.config(away))) {
      app.start();
      publish(station, "ROTASHIELD");

      until(() -> station.detections().size() == 1);

      Detection detection = station.detections().getFirst();
      assertThat(detection.evidence().facts()).isNotEmpty();
      assertThat(detection.evidence().unavailable())
          .singleElement()
          .asString()
          .startsWith("literature: ");
      assertThat(app.metrics())
          .contains("reasoning_evidence_errors_total{reason=\"failed\",source=\"literature\"} 1.0");
    }
  }

  @Test
  void anOrderReachesEveryInstanceWithoutRedisAndARequestTheOneThatIsAsked() {
    try (AlertStation station = station("ordered.");
        ModelServer server = ModelServer.start();
        ReasoningApp one = new ReasoningApp(station.config(ModelStoriesTest.model(server)));
        ReasoningApp other = new ReasoningApp(station.config(ModelStoriesTest.model(server)))) {
      one.start();
      other.start();

      CommandRun request = CommandRun.of("cache", "clear", "--url", one.statusAddress().toString());
      assertThat(request.exitCode()).as(request.err()).isZero();
      assertThat(List.of(generation(one), generation(other))).containsExactly(1, 0);

      CommandRun order =
          CommandRun.on(
              kafka,
              "cache",
              "clear",
              "--all-instances",
              "--pair",
              "ROTASHIELD|INTUSSUSCEPTION",
              "--prefix",
              "evidence.ordered.");
      assertThat(order.exitCode()).as(order.err()).isZero();
      until(() -> generation(one) == 2 && generation(other) == 1);
      try (ReasoningApp later = new ReasoningApp(station.config(ModelStoriesTest.model(server)))) {
        later.start();
        until(() -> generation(later) == 1);
      }
    }
  }

  private static int generation(ReasoningApp app) {
    CommandRun stats = CommandRun.of("cache", "stats", "--url", app.statusAddress().toString());
    return stats
        .out()
        .lines()
        .filter(line -> line.startsWith("generation"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static List<Fact> factsOf(AlertStation station, String drug) {
    return station.detections().stream()
        .filter(detection -> detection.alert().drug().equals(drug))
        .findFirst()
        .orElseThrow()
        .evidence()
        .facts();
  }

  private static void publish(AlertStation station, String drug) {
    station.publish(station.alert(drug, 1, AlertLevel.HIGH));
    station.flush();
  }

  private AlertStation station(String prefix) {
    return new AlertStation("evidence." + prefix, kafka.bootstrapServers());
  }

  private static void until(BooleanSupplier condition) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition::getAsBoolean);
  }
}
