package io.tocsin.local.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.local.CommandRun;
import io.tocsin.local.cli.TopicFollower;
import io.tocsin.local.kafka.EmbeddedKafka;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IngestCommandTest {
  private final EmbeddedKafka kafka = EmbeddedKafka.builder().start();

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void theBuiltInReplaySaysThatItIsSyntheticAndPublishesEveryReport() {
    createTopics("replay.");

    CommandRun run = run("ingest", "replay", "--prefix", "replay.");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("synthetic")
        .contains("22072 reports published to replay.adverse-event-reports");
    assertThat(reports("replay.")).hasSize(22_072);
  }

  @Test
  void aVaersReleaseIsPublishedUnderItsReportNumbers(@TempDir Path directory) throws Exception {
    createTopics("vaers.");
    Files.writeString(
        directory.resolve("1999VAERSDATA.csv"),
        """
        VAERS_ID,RECVDATE,STATE,AGE_YRS,CAGE_YR,CAGE_MO,SEX,RPT_DATE,SYMPTOM_TEXT,DIED,L_THREAT,\
        ER_VISIT,HOSPITAL,X_STAY,DISABLE,VAX_DATE,ONSET_DATE,BIRTH_DEFECT
        0123456,07/15/1999,NY,0.2,0,.2,F,07/01/1999,,,,,Y,,,06/20/1999,06/25/1999,
        """);
    Files.writeString(
        directory.resolve("1999VAERSVAX.csv"),
        """
        VAERS_ID,VAX_TYPE,VAX_MANU,VAX_LOT,VAX_DOSE_SERIES,VAX_ROUTE,VAX_SITE,VAX_NAME
        0123456,RV,WYETH,1,1,PO,MO,ROTAVIRUS (ROTASHIELD)
        """);
    Files.writeString(
        directory.resolve("1999VAERSSYMPTOMS.csv"),
        """
        VAERS_ID,SYMPTOM1,SYMPTOMVERSION1,SYMPTOM2,SYMPTOMVERSION2,SYMPTOM3,SYMPTOMVERSION3,\
        SYMPTOM4,SYMPTOMVERSION4,SYMPTOM5,SYMPTOMVERSION5
        0123456,Intussusception,2.1,,,,,,,,
        """);

    CommandRun run = run("ingest", "vaers", directory.toString(), "--prefix", "vaers.");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("1 reports read, 1 accepted");
    assertThat(reports("vaers.")).containsOnlyKeys("0123456");
  }

  @Test
  void aReleaseThatIsNotThereIsNamed() {
    createTopics("none.");

    CommandRun run = run("ingest", "vaers", "/no/such/release.zip", "--prefix", "none.");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("/no/such/release.zip");
  }

  @Test
  void withoutTopicsThePersonIsToldToCreateThem() {
    CommandRun run = run("ingest", "replay", "--prefix", "missing.");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("There is no topic missing.").contains("topics create");
  }

  @Test
  void anImpossibleSpeedIsRefused() {
    CommandRun run = run("ingest", "replay", "--speed", "-1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'-1' is no speed");
  }

  private void createTopics(String prefix) {
    assertThat(run("topics", "create", "--prefix", prefix).exitCode()).isZero();
  }

  private CommandRun run(String... arguments) {
    return CommandRun.on(kafka, arguments);
  }

  private Map<String, AdverseEventReport> reports(String prefix) {
    var topic = new Topics(prefix, 1).adverseEventReports();
    Map<String, AdverseEventReport> reports = new TreeMap<>();
    try (TopicFollower follower =
        new TopicFollower(
            Map.of("bootstrap.servers", kafka.bootstrapServers()), List.of(topic.name()))) {
      follower.readToEnd(
          each ->
              reports.put(
                  topic.keySerde().deserializer().deserialize(topic.name(), each.key()),
                  topic.valueSerde().deserializer().deserialize(topic.name(), each.value())));
    }
    return reports;
  }
}
