package io.tocsin.bench;

import io.tocsin.config.EnvironmentException;
import io.tocsin.local.cli.Kafka;
import io.tocsin.local.process.BrokerProcess;
import io.tocsin.local.process.ScorerProcess;
import io.tocsin.local.recount.Recount;
import io.tocsin.local.topics.TopicPlan;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.topology.TopologyConfig;
import io.tocsin.topology.scoring.AsOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker and a scorer with its default settings, each in a process of its own. */
final class Rig implements AutoCloseable {
  static final int PARTITIONS = 4;
  static final String APPLICATION = "tocsin-scorer";

  private final Path directory;
  private final BrokerProcess broker;
  private final ScorerProcess scorer;
  private final Admin admin;
  private final Topics topics = new Topics("", PARTITIONS);

  private Rig(Path directory, BrokerProcess broker, ScorerProcess scorer, Admin admin) {
    this.directory = directory;
    this.broker = broker;
    this.scorer = scorer;
    this.admin = admin;
  }

  /** Starts both; returns when the scorer works. */
  static Rig start() throws IOException {
    Path directory = Files.createTempDirectory("tocsin-bench-");
    BrokerProcess broker = BrokerProcess.start(directory.resolve("kafka"));
    Admin admin = Kafka.admin(ScorerConfig.brokers(broker.bootstrapServers()));
    TopicPlan.of(admin, new Topics("", PARTITIONS)).apply(admin);
    ScorerProcess scorer =
        ScorerProcess.start(
            directory,
            Map.of(
                "TOCSIN_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "TOCSIN_SCORER_STATE_DIR", directory.resolve("state").toString(),
                "TOCSIN_SCORING_AS_OF", "newest_receipt"));
    scorer.awaitReady();
    return new Rig(directory, broker, scorer, admin);
  }

  Topics topics() {
    return topics;
  }

  ScorerProcess scorer() {
    return scorer;
  }

  Map<String, Object> client() {
    return ScorerConfig.brokers(broker.bootstrapServers());
  }

  /** A producer of bytes that sends large batches. */
  KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(client());
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 << 20);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The offset that the scorer has committed, of each partition of a topic. */
  Map<Integer, Long> committed(String topic) {
    Map<Integer, Long> offsets = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> all =
        Kafka.answer(admin.listConsumerGroupOffsets(APPLICATION).partitionsToOffsetAndMetadata());
    all.forEach(
        (partition, offset) -> {
          if (partition.topic().equals(topic)) {
            offsets.put(partition.partition(), offset.offset());
          }
        });
    return offsets;
  }

  /** Records of a topic that the scorer has worked off. */
  long workedOff(String topic) {
    return sum(committed(topic));
  }

  /** Records of a topic that nobody wrote in a transaction. */
  long records(String topic) {
    return sum(Kafka.endOffsets(admin, topic, PARTITIONS, IsolationLevel.READ_UNCOMMITTED));
  }

  private static long sum(Map<Integer, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  Scrape scrape() {
    return Scrape.of(scorer.statusAddress());
  }

  /** Returns when a condition holds; the scorer has to live until then. */
  void await(String what, Duration patience, BooleanSupplier condition) {
    Kafka.await(
        what,
        patience,
        () -> {
          if (!scorer.alive()) {
            throw new EnvironmentException("the scorer has ended: " + scorer.tail());
          }
          return condition.getAsBoolean();
        });
  }

  /** Compares the scorer's tables with a recount of all reports. */
  Recount.Outcome recount(Duration patience) throws InterruptedException {
    return new Recount(
            client(),
            topics,
            APPLICATION,
            TopologyConfig.defaults(PARTITIONS).withAsOf(AsOf.NEWEST_RECEIPT),
            Recount.Depth.COUNTS)
        .compare(patience);
  }

  /** Bytes of everything that broker and scorer have written. */
  long diskBytes() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Override
  public void close() throws IOException {
    scorer.close();
    admin.close(Duration.ZERO);
    broker.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
