package io.tocsin.local.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.local.cli.Kafka;
import io.tocsin.local.cli.TopicFollower;
import io.tocsin.local.topics.TopicPlan;
import io.tocsin.reasoning.Main;
import io.tocsin.reasoning.ReasoningConfig;
import io.tocsin.reasoning.ReasoningSettings;
import io.tocsin.reasoning.assessment.Reasoner;
import io.tocsin.reasoning.assessment.RulesReasoner;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scoring.CountedPair;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Scorer;
import io.tocsin.scoring.ScoringConfig;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of their own for one story: publishes alerts, reads what came of them. */
final class AlertStation implements AutoCloseable {
  private static final LocalDate AS_OF = LocalDate.parse("1999-07-15");
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Scorer scorer = new Scorer(ScoringConfig.DEFAULTS, Model.DEFAULTS);
  private final String prefix;
  private final String bootstrapServers;
  private final Topics topics;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private final Admin admin;
  private final TopicFollower detectionsTopic;
  private final TopicFollower deadLettersTopic;
  private final List<Detection> detections = new ArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();

  AlertStation(String prefix, String bootstrapServers) {
    this.prefix = prefix;
    this.bootstrapServers = bootstrapServers;
    this.topics = new Topics(prefix, 3);
    this.admin = Admin.create(kafka());
    TopicPlan.of(admin, topics).apply(admin);
    this.detectionsTopic = new TopicFollower(kafka(), List.of(topics.detections().name()));
    this.deadLettersTopic = new TopicFollower(kafka(), List.of(topics.alertsDeadLetters().name()));
    this.producer =
        new KafkaProducer<>(kafka(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** What a story's own reasoner leaves to the rules. */
  static Reasoner rules() {
    return RulesReasoner.plain(Clock.systemUTC());
  }

  Topics topics() {
    return topics;
  }

  /** Settings that find this story's topics from another process. */
  Map<String, String> environment() {
    return Map.of(
        "TOCSIN_KAFKA_BOOTSTRAP_SERVERS",
        bootstrapServers,
        "TOCSIN_TOPIC_PREFIX",
        prefix,
        "TOCSIN_REASONING_GROUP_ID",
        prefix + "reasoning",
        "TOCSIN_REASONING_HTTP_PORT",
        "0");
  }

  ReasoningConfig config() {
    return config(Map.of());
  }

  /** The configuration that these settings give, besides those that find this story's topics. */
  ReasoningConfig config(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment());
    all.put("TOCSIN_TOPIC_PARTITIONS", Integer.toString(topics.partitions()));
    all.put("TOCSIN_REASONING_COMMIT_INTERVAL_MS", "50");
    all.put("TOCSIN_REASONING_DRAIN_PATIENCE_MS", "1000");
    all.putAll(more);
    return ReasoningSettings.config(ReasoningSettings.reader().read(null, all));
  }

  /** Starts the application as a process of its own, with settings besides those that find us. */
  Process startProcess(Map<String, String> more) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(new File("target", "reasoning-process.log"));
    builder.environment().putAll(environment());
    builder.environment().putAll(more);
    return builder.start();
  }

  /** The pair's alert of a number, at a level. */
  Alert alert(String drug, long sequence, AlertLevel level) {
    Pair pair = Pair.of(drug, "INTUSSUSCEPTION");
    return new Alert(
        Alert.id(pair, sequence),
        pair.drug(),
        pair.event(),
        sequence,
        AlertLevel.NONE,
        level,
        AlertReason.ESCALATED,
        scorer.score(
            new CountedPair(
                pair,
                new ContingencyTable(4, 150, 1, 16845),
                new CaseSummary(
                    4, 0, 0, 4, 0, 0, AS_OF, AS_OF, Map.of(), List.of(), List.of(), null,
                    List.of()),
                null,
                null),
            AS_OF,
            NOW),
        AS_OF,
        NOW,
        null);
  }

  void publish(Alert alert) {
    publish(
        topics.alerts(alert.topicLevel()),
        alert.pair().key().getBytes(StandardCharsets.UTF_8),
        Json.write(alert));
  }

  void publish(Topic<String, Alert> topic, byte[] key, byte[] value) {
    sent.add(producer.send(new ProducerRecord<>(topic.name(), key, value)));
  }

  /** Returns when the broker has all that was published. */
  void flush() {
    producer.flush();
    assertThat(sent).allMatch(one -> one.state() == Future.State.SUCCESS);
  }

  /** Every committed detection so far, repeated ones included. */
  List<Detection> detections() {
    detectionsTopic.readToEnd(each -> detections.add(Json.read(each.value(), Detection.class)));
    return List.copyOf(detections);
  }

  List<String> detectedAlertIds() {
    return detections().stream().map(detection -> detection.alert().alertId()).toList();
  }

  List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    deadLettersTopic.readToEnd(deadLetters::add);
    return List.copyOf(deadLetters);
  }

  /** How many detections were written, committed or not. */
  long written() {
    Topic<String, Detection> topic = topics.detections();
    return Kafka.endOffsets(
            admin, topic.name(), topic.partitions(), IsolationLevel.READ_UNCOMMITTED)
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", bootstrapServers);
  }

  @Override
  public void close() {
    detectionsTopic.close();
    deadLettersTopic.close();
    admin.close();
    producer.close();
  }
}
