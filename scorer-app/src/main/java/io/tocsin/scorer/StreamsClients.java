package io.tocsin.scorer;

import io.tocsin.scorer.takeover.TransactionEnds;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/** The clients that Kafka Streams works with: Kafka's own, but for its transactional producer. */
final class StreamsClients implements KafkaClientSupplier, AutoCloseable {
  private final Admin admin;
  private volatile int offsetPartitions;

  /**
   * @param kafka settings of the clients
   */
  StreamsClients(Map<String, Object> kafka) {
    admin = Admin.create(kafka);
  }

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
    Object id = config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    if (id == null) {
      return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
    String own = id + "-" + UUID.randomUUID();
    Map<String, Object> settings = new HashMap<>(config);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, own);
    return new OneAfterTheOther(settings, new TransactionEnds(admin, own), this::offsets);
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

  private int countOffsetPartitions() {
    try {
      List<String> topic = List.of(Topic.GROUP_METADATA_TOPIC_NAME);
      return admin.describeTopics(topic).allTopicNames().get().values().stream()
          .mapToInt(described -> described.partitions().size())
          .sum();
    } catch (ExecutionException e) {
      throw new KafkaException("The topic of the groups' offsets cannot be described", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** Where the offsets of a group lie. */
  private TopicPartition offsets(String group) {
    int partitions = offsetPartitions;
    if (partitions == 0) {
      partitions = countOffsetPartitions();
      offsetPartitions = partitions;
    }
    return new TopicPartition(
        Topic.GROUP_METADATA_TOPIC_NAME, Utils.abs(group.hashCode()) % partitions);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  /**
   * A producer that begins a transaction only when the one before was committed, and that has been
   * told everywhere.
   *
   * <p>A stream thread has one transaction for all its tasks. When one task fails to send, Kafka
   * Streams (4.3.1) aborts the transaction and takes up that task anew; while a rebalance is going
   * on it keeps the others as they are, though what they had done since the last commit was aborted
   * with it, and their next commit moves their offsets past it. Told that it is fenced, the thread
   * takes up all its tasks anew, with another producer.
   */
  private static final class OneAfterTheOther extends KafkaProducer<byte[], byte[]> {
    private final TransactionEnds ends;
    private final Function<String, TopicPartition> offsets;
    private final Set<TopicPartition> written = ConcurrentHashMap.newKeySet();
    private boolean committed;
    private boolean aborted;

    OneAfterTheOther(
        Map<String, Object> config,
        TransactionEnds ends,
        Function<String, TopicPartition> offsets) {
      super(config, new ByteArraySerializer(), new ByteArraySerializer());
      this.ends = ends;
      this.offsets = offsets;
    }

    @Override
    public Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
      return super.send(
          record,
          (metadata, error) -> {
            if (error == null) {
              written.add(new TopicPartition(metadata.topic(), metadata.partition()));
            }
            if (callback != null) {
              callback.onCompletion(metadata, error);
            }
          });
    }

    @Override
    public void sendOffsetsToTransaction(
        Map<TopicPartition, OffsetAndMetadata> consumed, ConsumerGroupMetadata group) {
      super.sendOffsetsToTransaction(consumed, group);
      written.add(offsets.apply(group.groupId()));
    }

    @Override
    public void commitTransaction() {
      super.commitTransaction();
      committed = true;
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
      if (committed) {
        ends.await(Set.copyOf(written));
        written.clear();
        committed = false;
      }
      super.beginTransaction();
    }
  }
}
