package io.tocsin.scorer;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The clients that Kafka Streams works with: Kafka's own, but for its transactional producer. */
final class StreamsClients implements KafkaClientSupplier {

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  /**
   * A producer whose transactional id nobody had before. Kafka Streams (4.3.1) gives the successor
   * of a producer that failed the same id; its commits would also close what the old one left open
   * in a partition, though that was aborted.
   */
  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    Map<String, Object> own = new HashMap<>(config);
    own.computeIfPresent(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, (key, id) -> id + "-" + UUID.randomUUID());
    return new AbortingOnce(own);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * A producer that begins no transaction after it has aborted one.
   *
   * <p>A stream thread has one transaction for all its tasks. When one task fails to send, Kafka
   * Streams (4.3.1) aborts the transaction and takes up that task anew; while a rebalance is going
   * on it keeps the others as they are, though what they had done since the last commit was aborted
   * with it, and their next commit moves their offsets past it. Told that it is fenced, the thread
   * takes up all its tasks anew, with another producer.
   */
  private static final class AbortingOnce extends KafkaProducer<byte[], byte[]> {
    private boolean aborted;

    AbortingOnce(Map<String, Object> config) {
      super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void abortTransaction() {
      aborted = true;
      super.abortTransaction();
    }

    @Override
    public void beginTransaction() {
      if (aborted) {
        throw new ProducerFencedException(
            "A transaction was aborted: all tasks of this thread have to be taken up anew");
      }
      super.beginTransaction();
    }
  }
}
