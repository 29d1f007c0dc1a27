package io.tocsin.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

/** With Kafka's in-memory producer and the serdes of the catalogue. */
final class ReportPublisherTest {
  private static final LocalDate FIRST = LocalDate.of(1999, 7, 1);
  private static final LocalDate SECOND = LocalDate.of(1999, 7, 6);

  private final Topic<String, AdverseEventReport> topic =
      new Topics("test.", 2).adverseEventReports();

  @Test
  void everyReportIsSentUnderItsIdInTheOrderOfTheFeed() throws InterruptedException {
    MockProducer<String, AdverseEventReport> kafka = kafka(true);
    try (ReportPublisher publisher = new ReportPublisher(topic, kafka)) {
      Published published =
          publisher.publish(
              feed(report("B", FIRST), report("A", FIRST), report("C", SECOND)),
              Pace.UNLIMITED,
              PublishListener.NONE);

      assertThat(published).isEqualTo(new Published(3, 3, SECOND));
    }
    assertThat(kafka.history()).extracting(ProducerRecord::key).containsExactly("B", "A", "C");
    assertThat(kafka.history()).extracting(ProducerRecord::topic).containsOnly(topic.name());
    assertThat(kafka.closed()).isTrue();
  }

  @Test
  void theListenerIsCalledBetweenTheDays() throws InterruptedException {
    List<String> told = new ArrayList<>();
    PublishListener listener =
        new PublishListener() {
          @Override
          public void dayEnded(LocalDate date, Published soFar) {
            told.add(date + " after " + soFar.sent());
          }

          @Override
          public void progress(Published soFar) {
            told.add("all " + soFar.acknowledged());
          }
        };
    try (ReportPublisher publisher = new ReportPublisher(topic, kafka(true))) {
      publisher.publish(
          feed(report("A", FIRST), report("B", FIRST), report("C", SECOND)),
          Pace.UNLIMITED,
          listener);
    }
    assertThat(told).containsExactly("1999-07-01 after 2", "1999-07-06 after 3", "all 3");
  }

  @Test
  void aListenerCanStopTheFeed() {
    MockProducer<String, AdverseEventReport> kafka = kafka(true);
    PublishListener impatient =
        new PublishListener() {
          @Override
          public void dayEnded(LocalDate date, Published soFar) throws InterruptedException {
            throw new InterruptedException("enough");
          }
        };
    try (ReportPublisher publisher = new ReportPublisher(topic, kafka)) {
      assertThatThrownBy(
              () ->
                  publisher.publish(
                      feed(report("A", FIRST), report("B", SECOND)), Pace.UNLIMITED, impatient))
          .isInstanceOf(InterruptedException.class);
    }
    assertThat(kafka.history()).extracting(ProducerRecord::key).containsExactly("A");
  }

  @Test
  void aReportThatCannotBeStoredIsNamed() {
    MockProducer<String, AdverseEventReport> kafka = kafka(false);
    try (ReportPublisher publisher = new ReportPublisher(topic, kafka)) {
      publisher.send(report("A", FIRST));
      publisher.send(report("B", FIRST));
      kafka.completeNext();
      kafka.errorNext(new RecordTooLargeException("2 MiB is too much"));

      assertThat(publisher.soFar()).isEqualTo(new Published(2, 1, FIRST));
      assertThatThrownBy(publisher::flush)
          .isInstanceOf(KafkaException.class)
          .hasMessage(
              "report B could not be stored in topic " + topic.name() + ": 2 MiB is too much");
      assertThatThrownBy(() -> publisher.send(report("C", FIRST)))
          .isInstanceOf(KafkaException.class);
    }
  }

  @Test
  void theProducerIsIdempotentWhateverTheSettings() {
    Map<String, Object> settings =
        ReportPublisher.producerSettings(
            Map.of(
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                false,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd"));

    assertThat(settings)
        .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
        .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
        .containsEntry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
  }

  private MockProducer<String, AdverseEventReport> kafka(boolean answersAtOnce) {
    return new MockProducer<>(
        answersAtOnce, null, topic.keySerde().serializer(), topic.valueSerde().serializer());
  }

  private static ReportFeed feed(AdverseEventReport... reports) {
    FeedTally tally = new FeedTally("three reports");
    ReceiptDateOrder order = new ReceiptDateOrder();
    for (AdverseEventReport report : reports) {
      order.add(report);
      tally.accept();
    }
    return order.feed(tally.summary());
  }

  private static AdverseEventReport report(String id, LocalDate received) {
    return new AdverseEventReport(
        id,
        1,
        ReportStatus.ACTIVE,
        ReportSource.VAERS,
        received,
        null,
        null,
        null,
        Patient.UNKNOWN,
        Seriousness.NONE,
        List.of(ReportedDrug.of("ROTAVIRUS (ROTASHIELD)", DrugRole.PRIMARY_SUSPECT)),
        List.of(Reaction.of("Intussusception")),
        null,
        List.of());
  }
}
