package io.tocsin.local.scorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.config.EnvironmentException;
import io.tocsin.local.kafka.EmbeddedKafka;
import io.tocsin.local.process.ScorerProcess;
import io.tocsin.local.topics.TopicPlan;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Patient;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Seriousness;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scorer.EngineConfig;
import io.tocsin.scorer.ScorerApp;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.scorer.StatusConfig;
import io.tocsin.topology.TopologyConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScorerStoryTest {
  private static final Duration PATIENCE = ScorerProcess.PATIENCE;

  @TempDir Path directory;

  private final EmbeddedKafka kafka = EmbeddedKafka.builder().start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterAll
  void stop() {
    client.close();
    kafka.close();
  }

  @Test
  void aReportSentIsARecordCountedAndTheScorerIsWell() throws Exception {
    Topics topics = topics("well.");
    try (ScorerApp scorer = new ScorerApp(config(topics, EngineConfig.GroupProtocol.CLASSIC))) {
      scorer.start();
      scorer.awaitRunning(PATIENCE);
      publish(topics, "A-1");
      publish(topics, "A-1");
      publishBytes(topics.adverseEventReports().name(), "A-2", "{".getBytes(UTF_8));

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(scorer.metrics())
                      .contains(
                          "adverse_event_reports_received_total 3.0",
                          "adverse_event_reports_total{outcome=\"accepted\"} 1.0",
                          "adverse_event_reports_total{outcome=\"duplicate\"} 1.0",
                          "adverse_event_reports_total{outcome=\"dead_lettered\"} 1.0",
                          "dead_letters_total{code=\"malformed-json\",topic=\"well.adverse-event-reports\"}"
                              + " 1.0"));
      assertIsWell(scorer.statusAddress());
      await().atMost(PATIENCE).untilAsserted(() -> assertScrapeIsSmallAndSound(scorer.metrics()));
    }
  }

  @ParameterizedTest
  @EnumSource(EngineConfig.GroupProtocol.class)
  void twoInstancesShareThePartitionsAndEitherAnswersForAnyPair(EngineConfig.GroupProtocol protocol)
      throws Exception {
    Topics topics = topics(protocol.name().toLowerCase(Locale.ROOT) + ".");
    ScorerConfig config = config(topics, protocol);
    try (ScorerApp first = new ScorerApp(config);
        ScorerApp second = new ScorerApp(withStateIn(directory.resolve("second"), config))) {
      first.start();
      second.start();
      first.awaitRunning(PATIENCE);
      second.awaitRunning(PATIENCE);
      List<URI> instances = List.of(first.statusAddress(), second.statusAddress());
      publish(topics, "A-1");
      publish(topics, "A-2", "Drug 0/1", "Drug 2", "Drug 3", "Drug 4", "Drug 5", "Drug 6");

      Set<String> answeredBy = new HashSet<>();
      for (String drug :
          List.of("rotashield", "Drug%200%2F1", "Drug%202", "Drug%203", "Drug%206")) {
        for (URI instance : instances) {
          HttpResponse<String> answer =
              settled(instance.resolve("/api/v1/signals/%s/intussusception".formatted(drug)));
          answer.headers().firstValue("Tocsin-Instance").ifPresent(answeredBy::add);
        }
      }

      assertThat(answeredBy).as("the counting partitions are shared").hasSize(2);
      for (URI instance : instances) {
        assertThat(get(instance.resolve("/api/v1/signals/rotashield/headache")).statusCode())
            .isEqualTo(404);
        assertThat(get(instance.resolve("/api/v1/signals/rotashield")).body())
            .contains("urn:tocsin:problem:bad-name");
      }
    }
  }

  /** Waits for the table of two reports that name an event, one of them the drug. */
  private HttpResponse<String> settled(URI pair) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> get(pair),
            answer -> {
              assertThat(answer.statusCode()).as(answer.body()).isIn(200, 404, 503);
              return answer.body().contains("{\"n11\":1,\"n10\":0,\"n01\":1,\"n00\":0}");
            });
  }

  @Test
  void aRestartTakesUpTheCountsAtOnce() {
    Topics topics = topics("restart.");
    ScorerConfig config = config(topics, EngineConfig.GroupProtocol.CLASSIC);
    try (ScorerApp first = new ScorerApp(config)) {
      first.start();
      first.awaitRunning(PATIENCE);
      publish(topics, "A-1");
      await().atMost(PATIENCE).until(() -> first.liveTables().reports() == 1);
    }

    Instant restarted = Instant.now();
    try (ScorerApp second = new ScorerApp(config)) {
      second.start();
      second.awaitRunning(PATIENCE);
      assertThat(Duration.between(restarted, Instant.now()))
          .as("a scorer that left its group is not waited for")
          .isLessThan(Duration.ofSeconds(40));
      publish(topics, "A-2");
      await().atMost(PATIENCE).until(() -> second.liveTables().reports() == 2);
    }
  }

  @Test
  void missingTopicsAreNamedWithTheCommandThatCreatesThem() {
    Topics missing = new Topics("missing.", 2);
    try (ScorerApp scorer = new ScorerApp(config(missing, EngineConfig.GroupProtocol.CLASSIC))) {
      assertThatThrownBy(scorer::start)
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("missing.adverse-event-reports, missing.adverse-event-reports.dlq")
          .hasMessageEndingWith(
              "Create them with: tocsin topics create --bootstrap-servers "
                  + kafka.bootstrapServers());
    }
  }

  @Test
  void stateMeetingTopicsThatWereCreatedAgainIsRefused() throws Exception {
    Topics topics = topics("again.");
    ScorerConfig config = config(topics, EngineConfig.GroupProtocol.CLASSIC);
    try (ScorerApp first = new ScorerApp(config)) {
      first.start();
      first.awaitRunning(PATIENCE);
      publish(topics, "A-1");
      await().atMost(PATIENCE).until(() -> first.liveTables().reports() == 1);
    }
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topics.adverseEventReports().name())).all().get();
    }
    await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> create(topics));

    try (ScorerApp second = new ScorerApp(config)) {
      assertThatThrownBy(second::start)
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining(
              "The topic again.adverse-event-reports was deleted and created again");
    }
  }

  @Test
  void toldToTerminateTheProcessStopsInGoodOrder() throws Exception {
    Topics topics = topics("term.");
    try (ScorerProcess process = ScorerProcess.start(directory, settings("term."))) {
      process.awaitReady();
      URI status = process.statusAddress();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(get(status.resolve("/health/ready")).statusCode()).isEqualTo(200));
      publish(topics, "A-1");

      process.terminate();

      assertThat(process.awaitExit()).as(process.output()).isEqualTo(128 + 15);
      assertThat(process.output()).doesNotContain("did not stop", "ERROR");
    }
  }

  @Test
  void afterAFatalFaultTheProcessEndsWithTheCauseInOneLine() throws Exception {
    Topics topics = topics("fatal.");
    try (ScorerProcess process = ScorerProcess.start(directory, settings("fatal."))) {
      process.awaitReady();

      publishBytes(topics.eventMargins().name(), "x", new byte[] {99, 1, 2, 3});

      assertThat(process.awaitExit()).as(process.output()).isEqualTo(1);
      assertThat(process.output().lines().filter(line -> line.startsWith("tocsin scorer: ")))
          .as(process.output())
          .singleElement()
          .asString()
          .contains("Exception");
    }
  }

  @Test
  void withoutTopicsTheProcessEndsWithThree() throws Exception {
    try (ScorerProcess process = ScorerProcess.start(directory, settings("none."))) {
      assertThat(process.awaitExit()).as(process.output()).isEqualTo(3);
      assertThat(process.output()).contains("tocsin scorer: Topics missing at ");
    }
  }

  private void assertIsWell(URI status) throws Exception {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(get(status.resolve("/health/ready")).statusCode()).isEqualTo(200));
    assertThat(get(status.resolve("/health/live")).statusCode()).isEqualTo(200);
    assertThat(get(status.resolve("/health")).body()).isEqualTo("{\"status\":\"up\"}");
    JsonNode detailed = new ObjectMapper().readTree(get(status.resolve("/health/detailed")).body());
    JsonNode components = detailed.get("components");
    assertThat(components.properties())
        .as(detailed.toPrettyString())
        .hasSize(8)
        .allSatisfy(
            component -> assertThat(component.getValue().get("status").asText()).isEqualTo("up"));
    assertThat(components.at("/streams/state").asText()).isEqualTo("RUNNING");
    assertThat(components.at("/threads/alive").asInt()).isEqualTo(2);
    assertThat(components.at("/tasks/active").size()).isPositive();
    assertThat(components.at("/broker/nodes").asInt()).isEqualTo(1);
  }

  private static void assertScrapeIsSmallAndSound(String scrape) {
    List<String> series = scrape.lines().filter(line -> !line.startsWith("#")).toList();
    assertThat(series).hasSizeLessThan(600);
    assertThat(series)
        .anyMatch(line -> line.startsWith("kafka_consumer_fetch_manager_records_lag{"))
        .anyMatch(line -> line.startsWith("kafka_stream_alive_stream_threads"))
        .anyMatch(line -> line.startsWith("kafka_stream_task_dropped_records_total"))
        .anyMatch(line -> line.startsWith("kafka_stream_topic_records_consumed_total"))
        .anyMatch(line -> line.startsWith("kafka_stream_state_updater_restore_records_rate"))
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"))
        .noneMatch(line -> line.contains("number_open_files"));
  }

  private Topics topics(String prefix) {
    Topics topics = new Topics(prefix, 2);
    create(topics);
    return topics;
  }

  private void create(Topics topics) {
    try (Admin admin = admin()) {
      TopicPlan.of(admin, topics).apply(admin);
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private ScorerConfig config(Topics topics, EngineConfig.GroupProtocol protocol) {
    String applicationId = topics.signals().name() + ".scorer";
    EngineConfig usual = EngineConfig.defaults(applicationId, directory);
    EngineConfig engine =
        new EngineConfig(
            applicationId,
            directory,
            usual.threads(),
            usual.guarantee(),
            usual.commitInterval(),
            protocol,
            usual.standbys(),
            usual.stopTimeout(),
            usual.sessionTimeout());
    return new ScorerConfig(
        ScorerConfig.brokers(kafka.bootstrapServers()),
        topics,
        engine,
        TopologyConfig.defaults(2),
        StatusConfig.LOOPBACK);
  }

  private static ScorerConfig withStateIn(Path other, ScorerConfig config) {
    EngineConfig engine = config.engine();
    return new ScorerConfig(
        config.kafka(),
        config.topics(),
        new EngineConfig(
            engine.applicationId(),
            other,
            engine.threads(),
            engine.guarantee(),
            engine.commitInterval(),
            engine.groupProtocol(),
            engine.standbys(),
            engine.stopTimeout(),
            engine.sessionTimeout()),
        config.topology(),
        config.status());
  }

  private Map<String, String> settings(String prefix) {
    Map<String, String> settings = new HashMap<>();
    settings.put("TOCSIN_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    settings.put("TOCSIN_TOPIC_PREFIX", prefix);
    settings.put("TOCSIN_TOPIC_PARTITIONS", "2");
    settings.put("TOCSIN_COUNTING_PARTITIONS", "2");
    settings.put("TOCSIN_SCORER_APPLICATION_ID", prefix + "scorer");
    settings.put("TOCSIN_SCORER_STATE_DIR", directory.toString());
    settings.put("TOCSIN_SCORER_HTTP_PORT", "0");
    settings.put("TOCSIN_LOG_FORMAT", "text");
    return settings;
  }

  private void publish(Topics topics, String reportId) {
    publish(topics, reportId, "RotaShield");
  }

  private void publish(Topics topics, String reportId, String... drugs) {
    AdverseEventReport report =
        new AdverseEventReport(
            reportId,
            1,
            ReportStatus.ACTIVE,
            ReportSource.VAERS,
            LocalDate.of(1999, 7, 15),
            null,
            null,
            null,
            Patient.UNKNOWN,
            Seriousness.NONE,
            Stream.of(drugs).map(drug -> ReportedDrug.of(drug, DrugRole.PRIMARY_SUSPECT)).toList(),
            List.of(Reaction.of("Intussusception")),
            null,
            List.of());
    String topic = topics.adverseEventReports().name();
    byte[] value = topics.adverseEventReports().valueSerde().serializer().serialize(topic, report);
    publishBytes(topic, reportId, value);
  }

  private void publishBytes(String topic, String key, byte[] value) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
      producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("the record was not published", e);
    }
  }

  private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
