package io.tocsin.local.cli;

import io.tocsin.config.EnvironmentException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A few records for a topic, on behalf of a person who waits: all are there when it is closed. */
public final class Publication implements AutoCloseable {
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  /**
   * @param client settings of the client
   */
  public Publication(Map<String, Object> client, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends a record. */
  public void add(@Nullable String key, byte @Nullable [] value) {
    sent.add(
        producer.send(
            new ProducerRecord<>(
                topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value)));
  }

  /**
   * Waits until the topic has all of them.
   *
   * @return where they are
   * @throws EnvironmentException when Kafka refuses one
   */
  public List<RecordMetadata> finish() {
    List<RecordMetadata> places = new ArrayList<>();
    try {
      for (Future<RecordMetadata> one : sent) {
        places.add(one.get());
      }
    } catch (ExecutionException e) {
      throw new EnvironmentException("Kafka refuses the record for " + topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("Interrupted while writing to " + topic, e);
    }
    return places;
  }

  @Override
  public void close() {
    try {
      finish();
    } finally {
      producer.close();
    }
  }
}
