package io.tocsin.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.bench.GeneratedReports;
import io.tocsin.local.cli.Kafka;
import io.tocsin.local.process.ScorerProcess;
import io.tocsin.local.topics.TopicPlan;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scorer.ScorerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** Instances of one scorer, each a process of its own, on topics of their own. */
final class Deployment implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(20);

  private final Admin admin;
  private final String servers;
  private final Path directory;
  private final String name;
  private final int partitions;
  private final Map<String, String> settings;
  private final Topics topics;
  private final List<ScorerProcess> instances = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private int started;

  /**
   * Creates the topics.
   *
   * @param name prefix of the topics
   * @param settings of every instance, over its defaults
   */
  Deployment(
      Admin admin,
      String servers,
      Path directory,
      String name,
      int partitions,
      Map<String, String> settings) {
    this.admin = admin;
    this.servers = servers;
    this.directory = directory;
    this.name = name;
    this.partitions = partitions;
    this.settings = Map.copyOf(settings);
    topics = new Topics(name + ".", partitions);
    TopicPlan.of(admin, topics).apply(admin);
  }

  Topics topics() {
    return topics;
  }

  String applicationId() {
    return name;
  }

  List<ScorerProcess> instances() {
    return instances;
  }

  HttpClient client() {
    return client;
  }

  /** Starts one more instance and returns at once. */
  ScorerProcess start() {
    Map<String, String> all = new HashMap<>(settings);
    all.put("TOCSIN_KAFKA_BOOTSTRAP_SERVERS", servers);
    all.put("TOCSIN_TOPIC_PREFIX", name + ".");
    all.put("TOCSIN_TOPIC_PARTITIONS", Integer.toString(partitions));
    all.put("TOCSIN_COUNTING_PARTITIONS", Integer.toString(partitions));
    all.put("TOCSIN_SCORER_APPLICATION_ID", name);
    all.put(
        "TOCSIN_SCORER_STATE_DIR",
        directory.resolve("%s-%d".formatted(name, started++)).toString());
    all.put("TOCSIN_SCORING_AS_OF", "newest_receipt");
    ScorerProcess instance = ScorerProcess.start(directory, all);
    instances.add(instance);
    return instance;
  }

  /** Kills an instance as kill -9 does. */
  void kill(ScorerProcess instance) {
    instances.remove(instance);
    instance.kill();
  }

  /** Sends reports; returns what they amount to, once the broker has all of them. */
  CountedTables fill(GeneratedReports generated, long reports) {
    Topic<String, AdverseEventReport> topic = topics.adverseEventReports();
    Map<String, Object> producing = new HashMap<>(ScorerConfig.brokers(servers));
    producing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    producing.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    producing.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    CountedTables counted = new CountedTables();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            producing, topic.keySerde().serializer(), Serdes.ByteArray().serializer())) {
      for (long i = 0; i < reports; i++) {
        AdverseEventReport report = generated.next(i, reports);
        counted.add(report);
        byte[] value = topic.valueSerde().serializer().serialize(topic.name(), report);
        var ignored =
            producer.send(
                new ProducerRecord<>(topic.name(), report.reportId(), value),
                (stored, exception) -> {
                  if (exception != null) {
                    failure.compareAndSet(null, exception);
                  }
                });
      }
    }
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the reports could not be stored", failed);
    }
    return counted;
  }

  /** Waits until the group has committed all reports and all frames made of them. */
  void awaitCounted() {
    Kafka.await("every report to be counted", PATIENCE, () -> lag() == 0);
  }

  private long lag() {
    long reports = lag(topics.adverseEventReports().name());
    return reports == 0 ? lag(name + "-drug-deltas-repartition") : reports;
  }

  private long lag(String topic) {
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(each -> new TopicPartition(topic, each)).toList();
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    all.forEach(each -> latest.put(each, OffsetSpec.latest()));
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata().get();
      var ends = admin.listOffsets(latest).all().get();
      long lag = 0;
      for (var end : ends.entrySet()) {
        OffsetAndMetadata at = committed.get(end.getKey());
        lag += end.getValue().offset() - (at == null ? 0 : at.offset());
      }
      return lag;
    } catch (ExecutionException e) {
      return Long.MAX_VALUE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** CPU time of all instances since they were started. */
  double cpuSeconds() {
    return instances.stream().mapToDouble(each -> each.cpuTime().toNanos() / 1e9).sum();
  }

  /** Bytes that the topics whose name contains a word take on the broker. */
  long bytesOnBroker(String word) {
    return Kafka.answer(admin.describeCluster().nodes()).stream()
        .mapToLong(
            node ->
                Kafka.answer(admin.describeLogDirs(List.of(node.id())).allDescriptions())
                    .values()
                    .stream()
                    .flatMap(descriptions -> descriptions.values().stream())
                    .flatMap(directories -> directories.replicaInfos().entrySet().stream())
                    .filter(
                        replica ->
                            replica.getKey().topic().startsWith(name)
                                && replica.getKey().topic().contains(word))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum())
        .sum();
  }

  /** Names of the active tasks of an instance. */
  List<String> tasks(ScorerProcess instance) throws IOException, InterruptedException {
    JsonNode health = Json.mapper().readTree(get(instance, "/health/detailed"));
    List<String> tasks = new ArrayList<>();
    health.at("/components/tasks/active").fieldNames().forEachRemaining(tasks::add);
    return tasks;
  }

  /** A counter of an instance. */
  long counter(ScorerProcess instance, String metric) throws IOException, InterruptedException {
    return get(instance, "/metrics")
        .lines()
        .filter(line -> line.startsWith(metric + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(metric.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  private String get(ScorerProcess instance, String path) throws IOException, InterruptedException {
    URI address = instance.statusAddress().resolve(path);
    if (!instance.alive()) {
      throw new IllegalStateException("an instance has ended: " + instance.tail());
    }
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    instances.forEach(ScorerProcess::close);
    client.close();
  }
}
