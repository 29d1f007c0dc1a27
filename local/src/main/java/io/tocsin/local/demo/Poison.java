package io.tocsin.local.demo;

import io.tocsin.ingest.MalformedReport;
import io.tocsin.ingest.MalformedReports;
import io.tocsin.schemas.topic.Topics;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Mixes malformed records evenly into a replay. */
final class Poison implements AutoCloseable {
  private static final long SEED = 1;

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final MalformedReports malformed = new MalformedReports(SEED);
  private final Map<String, Long> sent = new TreeMap<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final double perReport;
  private final int most;
  private double due;
  private int count;

  /**
   * @param most malformed records in all
   * @param reports of the replay
   */
  Poison(Map<String, Object> client, Topics topics, int most, long reports) {
    topic = topics.adverseEventReports().name();
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    this.most = most;
    perReport = (double) most / Math.max(1, reports);
  }

  /** Sends what is due before the next report. */
  void beforeReport() {
    due += perReport;
    while (count < most && count < due) {
      send();
    }
  }

  /** Sends what is left. */
  void finish() {
    while (count < most) {
      send();
    }
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new KafkaException("a malformed record could not be sent", failed);
    }
  }

  private void send() {
    MalformedReport next = malformed.next();
    count++;
    sent.merge(next.code().code(), 1L, Long::sum);
    var ignored =
        producer.send(
            new ProducerRecord<>(topic, next.key(), next.value()),
            (stored, exception) -> {
              if (exception != null) {
                failure.compareAndSet(null, exception);
              }
            });
  }

  /** Records sent, by the code they must be refused with. */
  Map<String, Long> sent() {
    return new TreeMap<>(sent);
  }

  @Override
  public void close() {
    producer.close();
  }
}
