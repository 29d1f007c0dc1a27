package io.tocsin.ingest;

import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.topic.Topic;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Sends reports to {@code adverse-event-reports}, each under its report id, by an idempotent
 * producer: every report is stored once, and the reports of a partition in the order of the feed.
 * Used by one thread.
 */
public final class ReportPublisher implements AutoCloseable {
  private static final int PROGRESS_EVERY = 1_000;
  private static final int BATCH_BYTES = 256 * 1024;
  private static final int LINGER_MS = 20;

  private final String topic;
  private final Producer<String, AdverseEventReport> producer;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<@Nullable KafkaException> failure = new AtomicReference<>();
  private long sent;
  private @Nullable LocalDate lastDate;

  /**
   * @param clientSettings of the producer, {@code bootstrap.servers} at least; they win over the
   *     settings made here, except that the producer stays idempotent
   * @throws KafkaException when the settings are not those of a producer
   */
  public ReportPublisher(
      Topic<String, AdverseEventReport> topic, Map<String, Object> clientSettings) {
    this(
        topic,
        new KafkaProducer<>(
            producerSettings(clientSettings),
            topic.keySerde().serializer(),
            topic.valueSerde().serializer()));
  }

  /**
   * @param producer to send with; closed with the publisher
   */
  public ReportPublisher(
      Topic<String, AdverseEventReport> topic, Producer<String, AdverseEventReport> producer) {
    this.topic = topic.name();
    this.producer = producer;
  }

  /** The settings of a producer of reports: idempotent, lz4, large batches. */
  static Map<String, Object> producerSettings(Map<String, Object> clientSettings) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    settings.putAll(clientSettings);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    return settings;
  }

  /**
   * Sends all reports that the feed has left and waits until they are stored.
   *
   * @return what has been published by this publisher so far
   * @throws KafkaException when a report could not be stored; the message names it
   * @throws InterruptedException when the thread is interrupted, by the listener or while waiting
   */
  public Published publish(ReportFeed feed, Pace pace, PublishListener listener)
      throws InterruptedException {
    LocalDate first = null;
    LocalDate day = null;
    long begun = System.nanoTime();
    while (feed.hasNext()) {
      AdverseEventReport report = feed.next();
      if (first == null) {
        first = report.receiptDate();
      }
      if (!report.receiptDate().equals(day)) {
        if (day != null) {
          listener.dayEnded(day, soFar());
        }
        day = report.receiptDate();
        Thread.sleep(pace.waitBefore(day, first, Duration.ofNanos(System.nanoTime() - begun)));
      }
      send(report);
      if (sent % PROGRESS_EVERY == 0) {
        listener.progress(soFar());
      }
    }
    flush();
    if (day != null) {
      listener.dayEnded(day, soFar());
    }
    listener.progress(soFar());
    return soFar();
  }

  /**
   * Hands one report to the producer, without waiting for the brokers.
   *
   * @throws KafkaException when this or an earlier report could not be stored
   */
  public void send(AdverseEventReport report) {
    throwFailure();
    Future<RecordMetadata> _ =
        producer.send(
            new ProducerRecord<>(topic, report.reportId(), report),
            (_, exception) -> {
              if (exception == null) {
                acknowledged.incrementAndGet();
              } else {
                failure.compareAndSet(null, unsent(report.reportId(), exception));
              }
            });
    sent++;
    lastDate = report.receiptDate();
  }

  /**
   * Waits until the brokers have stored all that was sent.
   *
   * @throws KafkaException when a report could not be stored
   */
  public void flush() {
    producer.flush();
    throwFailure();
  }

  /** What has been published so far. */
  public Published soFar() {
    return new Published(sent, acknowledged.get(), lastDate);
  }

  /** Waits until all that was sent is stored or given up, then closes the producer. */
  @Override
  public void close() {
    producer.close();
  }

  private KafkaException unsent(String reportId, Exception cause) {
    return new KafkaException(
        "report " + reportId + " could not be stored in topic " + topic + ": " + cause.getMessage(),
        cause);
  }

  private void throwFailure() {
    KafkaException first = failure.get();
    if (first != null) {
      throw first;
    }
  }
}
