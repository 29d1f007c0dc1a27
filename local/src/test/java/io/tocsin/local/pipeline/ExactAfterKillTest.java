package io.tocsin.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.local.CommandRun;
import io.tocsin.local.cli.TopicFollower;
import io.tocsin.local.kafka.EmbeddedKafka;
import io.tocsin.local.process.ScorerProcess;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Patient;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Seriousness;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactAfterKillTest {
  private static final int REPORTS_PER_CHAPTER = 3000;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Topics topics = new Topics("", 4);
  private final Random random = new Random(42);

  @Test
  void aScorerKilledThreeTimesInMidStreamStillCountsExactly(@TempDir Path directory)
      throws Exception {
    try (EmbeddedKafka kafka =
            EmbeddedKafka.builder().directory(directory.resolve("kafka")).start();
        Admin admin = Admin.create(client(kafka));
        KafkaProducer<String, AdverseEventReport> producer = producer(kafka)) {
      assertThat(
              CommandRun.of("topics", "create", "--bootstrap-servers", kafka.bootstrapServers())
                  .exitCode())
          .isZero();
      for (int chapter = 0; chapter < 3; chapter++) {
        try (ScorerProcess scorer = ScorerProcess.start(directory, settings(kafka, directory))) {
          long before = committed(admin);
          publish(producer, chapter);
          await().atMost(PATIENCE).until(() -> committed(admin) > before);
          scorer.kill();
        }
      }
      try (ScorerProcess last = ScorerProcess.start(directory, settings(kafka, directory))) {
        publish(producer, 3);

        CommandRun recount =
            CommandRun.of("recount", "--wait=90", "--bootstrap-servers", kafka.bootstrapServers());
        assertThat(recount.out()).contains("0 differences").doesNotContain(" 0 scores compared");
        assertThat(recount.exitCode()).isZero();
        assertThat(alertIds(kafka)).isNotEmpty().doesNotHaveDuplicates();
        last.terminate();
        last.awaitExit();
      }
    }
  }

  private static Map<String, String> settings(EmbeddedKafka kafka, Path directory) {
    return Map.of(
        "TOCSIN_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
        "TOCSIN_KAFKA_SESSION_TIMEOUT_MS", "6000",
        "TOCSIN_SCORER_STATE_DIR", directory.resolve("state").toString(),
        "TOCSIN_SCORER_HTTP_PORT", "0",
        "TOCSIN_SCORING_AS_OF", "newest_receipt");
  }

  private static Map<String, Object> client(EmbeddedKafka kafka) {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private KafkaProducer<String, AdverseEventReport> producer(EmbeddedKafka kafka) {
    Topic<String, AdverseEventReport> topic = topics.adverseEventReports();
    return new KafkaProducer<>(
        client(kafka), topic.keySerde().serializer(), topic.valueSerde().serializer());
  }

  private static long committed(Admin admin) throws InterruptedException, ExecutionException {
    return admin
        .listConsumerGroupOffsets("tocsin-scorer")
        .partitionsToOffsetAndMetadata()
        .get()
        .values()
        .stream()
        .mapToLong(OffsetAndMetadata::offset)
        .sum();
  }

  /** Initial reports, follow-ups to any report so far, nullifications and plain repetitions. */
  private void publish(KafkaProducer<String, AdverseEventReport> producer, int chapter)
      throws InterruptedException, ExecutionException {
    int known = (chapter + 1) * REPORTS_PER_CHAPTER;
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 0; i < REPORTS_PER_CHAPTER; i++) {
      AdverseEventReport report =
          report(
              "r"
                  + (random.nextInt(4) == 0
                      ? random.nextInt(known)
                      : chapter * REPORTS_PER_CHAPTER + i),
              1 + random.nextInt(3));
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  topics.adverseEventReports().name(), report.reportId(), report)));
    }
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  private AdverseEventReport report(String id, int version) {
    boolean nullified = random.nextInt(20) == 0;
    List<ReportedDrug> drugs = new ArrayList<>();
    List<Reaction> reactions = new ArrayList<>();
    int drug = random.nextInt(40);
    drugs.add(ReportedDrug.of("DRUG " + drug, DrugRole.PRIMARY_SUSPECT));
    drugs.add(ReportedDrug.of("DRUG " + (drug + 7), DrugRole.SECONDARY_SUSPECT));
    int event = random.nextInt(60);
    reactions.add(Reaction.of("EVENT " + event));
    reactions.add(Reaction.of(drug < 4 ? "RARE EVENT" : "EVENT " + (event + 1)));
    return new AdverseEventReport(
        id,
        version,
        nullified ? ReportStatus.NULLIFIED : ReportStatus.ACTIVE,
        ReportSource.OTHER,
        LocalDate.of(2026, 1, 1).plusDays(random.nextInt(200)),
        null,
        null,
        null,
        Patient.UNKNOWN,
        new Seriousness(false, false, random.nextBoolean(), false, false, false),
        nullified ? List.of() : drugs,
        nullified ? List.of() : reactions,
        null,
        List.of());
  }

  private List<String> alertIds(EmbeddedKafka kafka) {
    List<String> ids = new ArrayList<>();
    List<String> names = topics.alerts().stream().map(Topic::name).toList();
    try (TopicFollower alerts = new TopicFollower(client(kafka), names)) {
      alerts.readToEnd(
          each -> {
            Alert alert =
                topics
                    .alerts()
                    .getFirst()
                    .valueSerde()
                    .deserializer()
                    .deserialize(each.topic(), each.value());
            ids.add(alert.alertId());
          });
    }
    return ids;
  }
}
