package io.tocsin.bench;

import com.sun.management.OperatingSystemMXBean;
import io.tocsin.local.cli.Kafka;
import io.tocsin.local.process.BrokerProcess;
import io.tocsin.local.topics.TopicPlan;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scorer.EngineConfig;
import io.tocsin.scorer.ScorerApp;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.scorer.StatusConfig;
import io.tocsin.status.logs.Logs;
import io.tocsin.topology.TopologyConfig;
import io.tocsin.topology.scoring.AsOf;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;

/**
 * Reports per second from topic to committed tables, beside a pass-through of Kafka Streams that
 * only copies the same reports: the same broker in a process of its own, the same settings, one
 * after the other. Both work off a topic that was filled before.
 *
 * <p>{@code bench/run EndToEnd [reports] [throughput]}
 */
public final class EndToEnd {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int PARTITIONS = 4;
  private static final int THREADS = 2;
  private static final long SEED = 1;

  private final long reports;
  private final Duration commitInterval;
  private final Topics topics = new Topics("", PARTITIONS);
  private final String bootstrapServers;
  private final Path directory;

  private EndToEnd(long reports, Duration commitInterval, String servers, Path directory) {
    this.reports = reports;
    this.commitInterval = commitInterval;
    this.bootstrapServers = servers;
    this.directory = directory;
  }

  /**
   * What a run gave.
   *
   * @param cpuMicros CPU time of this process per report, without the broker
   */
  record Run(double seconds, double reportsPerSecond, double cpuMicros) {}

  /** Runs the benchmark and prints a table, then JSON. */
  public static void main(String[] arguments) throws Exception {
    Logs.configure("quiet");
    List<String> words = List.of(arguments);
    boolean throughput = words.contains("throughput");
    long reports =
        words.stream()
            .filter(word -> word.matches("\\d+"))
            .findFirst()
            .map(Long::parseLong)
            .orElse(1_000_000L);
    Path directory = Files.createTempDirectory("tocsin-bench-");
    try (BrokerProcess broker = BrokerProcess.start(directory.resolve("kafka"), "-Xmx1g")) {
      new EndToEnd(
              reports,
              Duration.ofMillis(throughput ? 500 : 100),
              broker.bootstrapServers(),
              directory)
          .run();
    } finally {
      delete(directory);
    }
    System.exit(0);
  }

  private void run() throws Exception {
    System.out.printf(
        Locale.ROOT,
        "machine: %d CPUs, Java %s; %,d reports, %d partitions, %d threads, exactly_once_v2, commit"
            + " every %d ms%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        reports,
        PARTITIONS,
        THREADS,
        commitInterval.toMillis());
    try (Admin admin = Kafka.admin(client())) {
      TopicPlan.of(admin, topics).apply(admin);
      fill();
      Run passThrough = passThrough(admin);
      print("pass-through", passThrough);
      Map<String, Object> figures = new TreeMap<>();
      figures.put("pass_through", passThrough);
      Run tocsin = tocsin(admin, figures);
      print("tocsin", tocsin);
      double ratio = tocsin.reportsPerSecond() / passThrough.reportsPerSecond();
      System.out.printf(Locale.ROOT, "ratio         %.1f %% of the pass-through%n", ratio * 100);
      figures.put("tocsin", tocsin);
      figures.put("ratio", ratio);
      figures.put("reports", reports);
      figures.put("commit_interval_ms", commitInterval.toMillis());
      System.out.println(new String(Json.write(figures), StandardCharsets.UTF_8));
    }
  }

  private static void print(String name, Run run) {
    System.out.printf(
        Locale.ROOT,
        "%-13s %,9.0f reports/s  %6.1f s  %5.1f µs of CPU per report%n",
        name,
        run.reportsPerSecond(),
        run.seconds(),
        run.cpuMicros());
  }

  private Map<String, Object> client() {
    return ScorerConfig.brokers(bootstrapServers);
  }

  private void fill() {
    Topic<String, AdverseEventReport> topic = topics.adverseEventReports();
    Map<String, Object> settings = new HashMap<>(client());
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    GeneratedReports generated = new GeneratedReports(SEED);
    long bytes = 0;
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            settings, topic.keySerde().serializer(), Serdes.ByteArray().serializer())) {
      for (long i = 0; i < reports; i++) {
        AdverseEventReport report = generated.next(i, reports);
        byte[] value = topic.valueSerde().serializer().serialize(topic.name(), report);
        bytes += value.length;
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
    System.out.printf(Locale.ROOT, "input         %,d bytes of JSON per report%n", bytes / reports);
  }

  private Run passThrough(Admin admin) {
    String copy = "pass-through";
    var created = admin.createTopics(List.of(new NewTopic(copy, PARTITIONS, (short) 1)));
    Kafka.answer(created.all());
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            topics.adverseEventReports().name(),
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .to(copy, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    try (KafkaStreams streams = new KafkaStreams(builder.build(), passThroughSettings())) {
      return measure(streams::start, () -> committed(admin, copy) >= reports);
    }
  }

  private Properties passThroughSettings() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "pass-through");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("pass-through").toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, THREADS);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 * 1024);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }

  private Run tocsin(Admin admin, Map<String, Object> figures) {
    EngineConfig engine = EngineConfig.defaults("tocsin-scorer", directory.resolve("scorer"));
    ScorerConfig config =
        new ScorerConfig(
            client(),
            topics,
            new EngineConfig(
                engine.applicationId(),
                engine.stateDirectory(),
                THREADS,
                engine.guarantee(),
                commitInterval,
                engine.groupProtocol(),
                engine.standbys(),
                engine.stopTimeout()),
            TopologyConfig.defaults(PARTITIONS).withAsOf(AsOf.NEWEST_RECEIPT),
            StatusConfig.LOOPBACK);
    Map<Integer, Long> last =
        Kafka.lastOffsets(admin, topics.adverseEventReports().name(), PARTITIONS);
    try (ScorerApp scorer = new ScorerApp(config)) {
      long begun = System.nanoTime();
      Run counted = measure(scorer::start, () -> scorer.progress().counted(last));
      await(() -> scorer.progress().settled(last));
      double settled = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "              all %,d pairs scored after %.1f s%n",
          scorer.liveTables().pairs(),
          settled);
      figures.put("seconds_to_all_scored", settled);
      figures.put("pairs", scorer.liveTables().pairs());
      return counted;
    }
  }

  private Run measure(Runnable start, BooleanSupplier done) {
    long cpu = cpuNanos();
    long begun = System.nanoTime();
    start.run();
    await(done);
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Run(seconds, reports / seconds, (cpuNanos() - cpu) / 1e3 / reports);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void await(BooleanSupplier done) {
    Kafka.await("the run to end", PATIENCE, done);
  }

  private static long committed(Admin admin, String topic) {
    return Kafka.endOffsets(admin, topic, PARTITIONS, IsolationLevel.READ_COMMITTED)
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
