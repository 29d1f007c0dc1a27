package io.tocsin.bench.reasoning;

import io.tocsin.local.cli.Kafka;
import io.tocsin.local.cli.Publication;
import io.tocsin.local.cli.TopicFollower;
import io.tocsin.local.kafka.EmbeddedKafka;
import io.tocsin.local.process.ReasoningProcess;
import io.tocsin.local.topics.TopicPlan;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.detection.Engine;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.servers.ModelServer;
import io.tocsin.servers.RedisServer;
import io.tocsin.servers.ScriptedAssessor;
import io.tocsin.status.logs.Logs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/**
 * Kills the reasoning app again and again after the model's answers have come and before anything
 * is written, and counts what the model was asked: every question once, and one detection for every
 * alert. Each start is given all earlier alerts again. The model's server is a local stand-in;
 * Redis keeps the ledger.
 *
 * <p>{@code bench/run ReasoningKills [kills [sent]]}; with {@code sent} it kills as soon as the
 * server has sent the answers, whether they have come or not. Those that had not are asked for
 * again.
 */
public final class ReasoningKills {
  private static final int KILLS = 20;
  private static final int ALERTS = 5;
  private static final int PARTITIONS = 2;
  private static final int LONGEST_MS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String NEVER = "60000";
  private static final String SOON = "50";

  private final EmbeddedKafka kafka;
  private final ModelServer server;
  private final RedisServer redis;
  private final Topics topics = new Topics("", PARTITIONS);
  private final Path directory;
  private final Random random = new Random(1);
  private final List<String> published = new ArrayList<>();

  private ReasoningKills(
      EmbeddedKafka kafka, ModelServer server, RedisServer redis, Path directory) {
    this.kafka = kafka;
    this.server = server;
    this.redis = redis;
    this.directory = directory;
  }

  /** Kills, counts and prints. */
  public static void main(String[] arguments) throws Exception {
    Logs.configure("quiet");
    int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : KILLS;
    boolean sent = arguments.length > 1 && arguments[1].equals("sent");
    boolean held;
    try (EmbeddedKafka kafka = EmbeddedKafka.builder().start();
        ModelServer server = ModelServer.start();
        RedisServer redis = RedisServer.start()) {
      server.answer(new ScriptedAssessor());
      server.latency(Duration.ofMillis(100));
      held =
          new ReasoningKills(kafka, server, redis, Files.createTempDirectory("reasoning-kills-"))
              .run(kills, sent);
    }
    System.exit(held ? 0 : 1);
  }

  private boolean run(int kills, boolean sent) throws InterruptedException {
    try (Admin admin = Kafka.admin(client())) {
      TopicPlan.of(admin, topics).apply(admin);
    }
    SampleAlerts samples = new SampleAlerts();
    for (int kill = 1; kill <= kills; kill++) {
      publish(samples.of("ROUND " + kill, ALERTS));
      killAfterTheAnswers(sent);
    }
    List<Detection> detections = detectAll();
    Set<String> detected = new HashSet<>();
    detections.forEach(detection -> detected.add(detection.alert().alertId()));
    long byModel =
        detections.stream()
            .filter(each -> each.engine() == Engine.LLM && each.usage() != null)
            .count();
    System.out.printf(
        "%d kills: %d alerts, %d calls, %d repeated; %d detections of %d alerts, %d from the"
            + " ledger%n",
        kills,
        published.size(),
        server.calls(),
        server.calls() - published.size(),
        detections.size(),
        detected.size(),
        byModel);
    return server.calls() == published.size()
        && detections.size() == published.size()
        && detected.size() == published.size()
        && byModel == published.size();
  }

  private void publish(List<Alert> alerts) {
    try (Publication publication =
        new Publication(client(), topics.alerts(AlertLevel.HIGH).name())) {
      for (Alert alert : alerts) {
        publication.add(alert.pair().key(), Json.write(alert));
        published.add(alert.alertId());
      }
    }
  }

  private void killAfterTheAnswers(boolean sent) throws InterruptedException {
    try (ReasoningProcess app = app(NEVER)) {
      app.start();
      Kafka.await(
          "the model to be asked about all alerts",
          PATIENCE,
          () -> server.calls() >= published.size() && server.inFlight() == 0);
      if (!sent) {
        Kafka.await(
            "all answers to be in the ledger",
            PATIENCE,
            () -> redis.command("KEYS *ledger*").equals("*" + published.size()));
      }
      Thread.sleep(random.nextInt(LONGEST_MS));
      app.kill();
    }
  }

  private List<Detection> detectAll() {
    List<Detection> detections = new ArrayList<>();
    try (ReasoningProcess app = app(SOON);
        TopicFollower topic = new TopicFollower(client(), List.of(topics.detections().name()))) {
      app.start();
      Kafka.await(
          "a detection for every alert",
          PATIENCE,
          () -> {
            topic.readToEnd(each -> detections.add(Json.read(each.value(), Detection.class)));
            return detections.size() >= published.size();
          });
      app.terminate();
      int _ = app.awaitExit();
      topic.readToEnd(each -> detections.add(Json.read(each.value(), Detection.class)));
    }
    return detections;
  }

  private ReasoningProcess app(String commitInterval) {
    Map<String, String> settings = new HashMap<>();
    settings.put("TOCSIN_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    settings.put("TOCSIN_TOPIC_PARTITIONS", Integer.toString(PARTITIONS));
    settings.put("TOCSIN_REASONING_INSTANCE_ID", "one");
    settings.put("TOCSIN_REASONING_COMMIT_INTERVAL_MS", commitInterval);
    settings.put("TOCSIN_REASONING_REDIS_URL", redis.url());
    settings.put("TOCSIN_REASONING_LIMITS_PER_MINUTE", "100000");
    settings.put("TOCSIN_REASONING_LIMITS_PER_HOUR", "1000000");
    settings.put("TOCSIN_REASONING_LIMITS_TOKENS_PER_MINUTE", "1000000000");
    settings.putAll(Settings.of(server));
    return ReasoningProcess.of(directory, settings, "-Xmx512m");
  }

  private Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
