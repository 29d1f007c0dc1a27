package io.tocsin.local.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.local.CommandRun;
import io.tocsin.local.kafka.EmbeddedKafka;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scoring.CountedPair;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Scorer;
import io.tocsin.scoring.ScoringConfig;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AlertsCommandTest {
  private static final Pair PAIR = Pair.of("RotaShield", "Intussusception");

  private final EmbeddedKafka kafka = EmbeddedKafka.builder().start();
  private final Topics topics = new Topics("", 1);

  @BeforeAll
  void twoAlertsWithARecordThatIsNone() throws Exception {
    assertThat(run("topics", "create", "--partitions", "1").exitCode()).isZero();
    publish(topics.alerts(AlertLevel.HIGH).name(), Json.write(alert(1, AlertLevel.HIGH)));
    publish(topics.alerts(AlertLevel.LOW).name(), "{}".getBytes(StandardCharsets.UTF_8));
    publish(topics.alerts(AlertLevel.CRITICAL).name(), Json.write(alert(2, AlertLevel.CRITICAL)));
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void alertsOfEveryLevelAreOneReadableLineEach() {
    CommandRun run = run("alerts", "tail", "--from-beginning", "--max", "2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .hasSize(2)
        .anyMatch(
            line ->
                line.startsWith("1999-07-15 HIGH ")
                    && line.contains("ROTASHIELD – INTUSSUSCEPTION: 4 reports, 0.23 expected, PRR")
                    && line.endsWith("escalated, none to high"))
        .anyMatch(line -> line.startsWith("1999-07-15 CRITICAL "));
  }

  @Test
  void asJsonEachLineIsTheAlertItself() {
    CommandRun run = run("alerts", "tail", "--from-beginning", "--json", "--max", "2");

    assertThat(run.out().lines())
        .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), Alert.class))
        .containsExactlyInAnyOrder(alert(1, AlertLevel.HIGH), alert(2, AlertLevel.CRITICAL));
  }

  private CommandRun run(String... arguments) {
    return CommandRun.on(kafka, arguments);
  }

  private void publish(String topic, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get();
    }
  }

  private static Alert alert(long sequence, AlertLevel level) {
    LocalDate asOf = LocalDate.of(1999, 7, 15);
    ScoredSignal signal =
        new Scorer(ScoringConfig.DEFAULTS, Model.DEFAULTS)
            .score(
                new CountedPair(
                    PAIR,
                    ContingencyTable.ofMargins(4, 300, 15, 20_000),
                    CaseSummary.NONE,
                    null,
                    null),
                asOf,
                Instant.EPOCH);
    return new Alert(
        Alert.id(PAIR, sequence),
        PAIR.drug(),
        PAIR.event(),
        sequence,
        AlertLevel.NONE,
        level,
        AlertReason.ESCALATED,
        signal,
        asOf,
        Instant.EPOCH,
        null);
  }
}
