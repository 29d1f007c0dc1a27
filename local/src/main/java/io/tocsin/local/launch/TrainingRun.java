package io.tocsin.local.launch;

import io.tocsin.ingest.ReportFeed;
import io.tocsin.ingest.ReportPublisher;
import io.tocsin.ingest.replay.Replay;
import io.tocsin.local.Tocsin;
import io.tocsin.local.cli.Kafka;
import io.tocsin.local.kafka.EmbeddedKafka;
import io.tocsin.local.topics.TopicPlan;
import io.tocsin.reasoning.ReasoningApp;
import io.tocsin.reasoning.ReasoningConfig;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scorer.EngineConfig;
import io.tocsin.scorer.ScorerApp;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.scorer.ScorerSettings;
import io.tocsin.scorer.StatusConfig;
import io.tocsin.status.logs.Logs;
import io.tocsin.topology.TopologyConfig;
import io.tocsin.topology.scoring.AsOf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Starts all programs once in one process and lets them do a little of everything, while the
 * virtual machine notes what they load: the launcher has it write its ahead-of-time cache from
 * that. It ends with 0 when the cache is worth keeping.
 */
public final class TrainingRun {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PARTITIONS = 4;
  private static final int REPORTS = 500;

  private final Topics topics = new Topics("", PARTITIONS);
  private final Path state;
  private final Map<String, Object> client;

  private TrainingRun(Path state, EmbeddedKafka kafka) {
    this.state = state;
    this.client = ScorerConfig.brokers(kafka.bootstrapServers());
  }

  /** Trains, then ends the process. */
  public static void main(String[] arguments) throws IOException {
    Logs.configure("quiet");
    var ignored = Tocsin.commandLine().parseArgs("scorer");
    Path state = Files.createTempDirectory("tocsin-training-");
    try (EmbeddedKafka kafka = EmbeddedKafka.builder().start()) {
      new TrainingRun(state, kafka).run();
    } finally {
      delete(state);
    }
    System.exit(0);
  }

  private void run() {
    ScorerConfig settings =
        ScorerSettings.config(
            ScorerSettings.reader()
                .read(null, Map.of("TOCSIN_KAFKA_BOOTSTRAP_SERVERS", "localhost:1")));
    EngineConfig engine = EngineConfig.defaults(settings.engine().applicationId(), state);
    ScorerConfig config =
        new ScorerConfig(
            client,
            topics,
            engine,
            TopologyConfig.defaults(PARTITIONS).withAsOf(AsOf.NEWEST_RECEIPT),
            StatusConfig.LOOPBACK);
    try (Admin admin = Kafka.admin(client)) {
      TopicPlan.of(admin, topics).apply(admin);
      work(config, admin);
      restart(config);
    }
  }

  private void work(ScorerConfig config, Admin admin) {
    try (ScorerApp scorer = new ScorerApp(config);
        ReasoningApp reasoning = new ReasoningApp(ReasoningConfig.defaults(client, topics))) {
      scorer.start();
      reasoning.start();
      scorer.awaitRunning(PATIENCE);
      reasoning.awaitRunning(PATIENCE);
      publish();
      Map<Integer, Long> last =
          Kafka.lastOffsets(admin, topics.adverseEventReports().name(), PARTITIONS);
      Kafka.await("the reports to be scored", PATIENCE, () -> scorer.progress().settled(last));
    }
  }

  /** The second start finds tables to read again. */
  private static void restart(ScorerConfig config) {
    try (ScorerApp scorer = new ScorerApp(config)) {
      scorer.start();
      scorer.awaitRunning(PATIENCE);
    }
  }

  private void publish() {
    try (ReportFeed feed = Replay.open();
        ReportPublisher publisher = new ReportPublisher(topics.adverseEventReports(), client)) {
      for (int i = 0; i < REPORTS && feed.hasNext(); i++) {
        publisher.send(feed.next());
      }
      publisher.flush();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.deleteIfExists(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
