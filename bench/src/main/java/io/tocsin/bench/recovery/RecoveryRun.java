package io.tocsin.bench.recovery;

import io.tocsin.local.cli.Kafka;
import io.tocsin.local.topics.TopicPlan;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scorer.ScorerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The steps of the benchmark, one after the other on one broker. */
public final class RecoveryRun {
  private static final Duration PATIENCE = Duration.ofMinutes(60);
  private static final Duration FLOW = Duration.ofMillis(25);
  private static final int PARTITIONS = 4;
  private static final int STARTS = 3;
  private static final String APPLICATION = "tocsin-scorer";
  private static final int SESSION_MILLIS = 3_000;
  private static final int HEAP_BYTES_PER_ENTRY = 600;
  private static final int LEAST_HEAP_MEBIBYTES = 768;

  /** Ends of transactions at the end of a topic, which nobody reads. */
  private static final int MARKERS = 2;

  private static final String NO_CACHE = "-XX:AOTMode=off";

  private final Topics topics = new Topics("", PARTITIONS);
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final Path launcher;
  private final Path directory;
  private final Map<String, Object> client;
  private String heap = "-Xmx" + LEAST_HEAP_MEBIBYTES + "m";
  private int logs;

  /** A run with scorers started by this launcher, on a broker without topics. */
  public RecoveryRun(Path launcher, Path directory, String bootstrapServers) {
    this.launcher = launcher;
    this.directory = directory;
    client = ScorerConfig.brokers(bootstrapServers);
  }

  /** Runs all steps with so many entries of state; prints and returns the figures. */
  public Map<String, Object> run(long entries) {
    long heapMebibytes = Math.max(LEAST_HEAP_MEBIBYTES, (entries * HEAP_BYTES_PER_ENTRY) >> 20);
    heap = "-Xmx" + heapMebibytes + "m";
    System.out.printf(
        Locale.ROOT,
        "machine: %d CPUs, Java %s; scorers with 2 threads, %s, %d partitions, exactly_once_v2,"
            + " session time-out %d ms%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        heap,
        PARTITIONS,
        SESSION_MILLIS);
    try (Admin admin = Kafka.admin(client);
        KafkaProducer<String, AdverseEventReport> producer = producer()) {
      TopicPlan.of(admin, topics).apply(admin);
      starts();
      StateReports reports = new StateReports();
      fill(admin, producer, reports, entries);
      try (Watch watch = new Watch(admin, APPLICATION);
          ScheduledExecutorService flow = flow(producer, reports)) {
        alone(watch);
        besideAnother(watch);
        flow.shutdownNow();
      }
    }
    return figures;
  }

  private void starts() {
    try (LaunchedScorer first = scorer("a", 0, NO_CACHE)) {
      figure("start_without_cache", "first start, without the cache, s", first.awaitRunning());
      first.stop();
    }
    double[] seconds = new double[STARTS];
    for (int i = 0; i < STARTS; i++) {
      try (LaunchedScorer again = scorer("a", 0)) {
        seconds[i] = again.awaitRunning();
        System.out.printf(Locale.ROOT, "  %s%n", again.startTimes());
        again.stop();
      }
    }
    Arrays.sort(seconds);
    figure("start_warm", "warm start, with the cache, median of 3, s", seconds[STARTS / 2]);
  }

  private void fill(
      Admin admin,
      KafkaProducer<String, AdverseEventReport> producer,
      StateReports reports,
      long entries) {
    long begun = System.nanoTime();
    try (LaunchedScorer scorer = scorer("a", 0)) {
      while (reports.entries() < entries) {
        for (int i = 0; i < 1000; i++) {
          send(producer, reports.next());
        }
      }
      producer.flush();
      scorer.awaitRunning();
      Kafka.await("the reports to be counted", PATIENCE, () -> lag(admin) == 0);
      scorer.stop();
    }
    figures.put("entries", reports.entries());
    System.out.printf(
        Locale.ROOT,
        "state: %,d entries: %,d reports, %,d pairs, drugs and events; filled in %.0f s%n",
        reports.entries(),
        reports.reports(),
        reports.pairs(),
        (System.nanoTime() - begun) / 1e9);
  }

  /** One instance: killed, and started again on the same directory. */
  private void alone(Watch watch) {
    try (LaunchedScorer scorer = scorer("a", 0)) {
      figure("start_with_state", "start with that state, s", scorer.awaitRunning());
      System.out.printf(Locale.ROOT, "  %s%n", scorer.startTimes());
      watch.mark();
      watch.awaitAllAdvanced(PATIENCE);
      scorer.kill();
    }
    watch.mark();
    try (LaunchedScorer again = scorer("a", 0)) {
      figure(
          "killed_same_directory",
          "kill -9, same directory, to the first committed work of all partitions, s",
          watch.awaitAllAdvanced(PATIENCE));
      again.awaitRunning();
      System.out.printf(Locale.ROOT, "  %s%n", again.startTimes());
      again.stop();
    }
  }

  /** Two instances with standbys: one is killed, and then one restarted in good order. */
  private void besideAnother(Watch watch) {
    try (LaunchedScorer one = scorer("a", 1)) {
      one.awaitRunning();
      try (LaunchedScorer other = scorer("b", 1)) {
        awaitSpread(one, other);
        watch.mark();
        watch.awaitAllAdvanced(PATIENCE);
        other.kill();
        watch.mark();
        figure(
            "killed_standby",
            "kill -9 of one of two, to the first committed work of the standby, s",
            watch.awaitAllAdvanced(PATIENCE));
      }
      try (LaunchedScorer other = scorer("b", 1)) {
        awaitSpread(one, other);
        watch.mark();
        watch.awaitAllAdvanced(PATIENCE);
        watch.mark();
        other.stop();
        try (LaunchedScorer restarted = scorer("b", 1)) {
          awaitSpread(one, restarted);
          watch.awaitAllAdvanced(PATIENCE);
          figure(
              "restart_longest_stall",
              "one of two restarted, longest stall of a partition, s",
              watch.longestSeconds());
        }
      }
    }
  }

  /** Waits until both work, and both keep copies of what the other works on. */
  private static void awaitSpread(LaunchedScorer one, LaunchedScorer other) {
    other.awaitRunning();
    Kafka.await(
        "the work to be shared",
        PATIENCE,
        () -> {
          LaunchedScorer.Tasks left = one.tasks();
          LaunchedScorer.Tasks right = other.tasks();
          return left.active() > 0
              && right.active() > 0
              && Math.abs(left.active() - right.active()) <= 2
              && left.standby() > 0
              && right.standby() > 0;
        });
  }

  private LaunchedScorer scorer(String instance, int standbys, String... jvmOptions) {
    Map<String, String> settings = new HashMap<>();
    settings.put("TOCSIN_KAFKA_BOOTSTRAP_SERVERS", (String) client.get("bootstrap.servers"));
    settings.put("TOCSIN_SCORER_STATE_DIR", directory.resolve(instance).toString());
    settings.put("TOCSIN_SCORER_HTTP_PORT", "0");
    settings.put("TOCSIN_SCORER_STANDBYS", Integer.toString(standbys));
    settings.put("TOCSIN_SCORER_SESSION_TIMEOUT_MS", Integer.toString(SESSION_MILLIS));
    settings.put("TOCSIN_JAVA_OPTS", heap + " " + String.join(" ", jvmOptions));
    Path log = directory.resolve("scorer-%s-%d.log".formatted(instance, logs++));
    return LaunchedScorer.start(launcher, log, settings);
  }

  /** Reports for all partitions, all the time. */
  private ScheduledExecutorService flow(
      KafkaProducer<String, AdverseEventReport> producer, StateReports reports) {
    ScheduledExecutorService flow = Executors.newSingleThreadScheduledExecutor();
    var ignored =
        flow.scheduleAtFixedRate(
            () -> {
              for (int i = 0; i < 2 * PARTITIONS; i++) {
                send(producer, reports.next());
              }
            },
            0,
            FLOW.toMillis(),
            TimeUnit.MILLISECONDS);
    return flow;
  }

  private void send(KafkaProducer<String, AdverseEventReport> producer, AdverseEventReport report) {
    var ignored =
        producer.send(
            new ProducerRecord<>(topics.adverseEventReports().name(), report.reportId(), report));
  }

  private KafkaProducer<String, AdverseEventReport> producer() {
    Topic<String, AdverseEventReport> topic = topics.adverseEventReports();
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return new KafkaProducer<>(
        settings, topic.keySerde().serializer(), topic.valueSerde().serializer());
  }

  /** Records that the scorers have not committed, of what they read. */
  private long lag(Admin admin) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        Kafka.answer(admin.listConsumerGroupOffsets(APPLICATION).partitionsToOffsetAndMetadata());
    long lag = 0;
    for (String topic :
        new String[] {
          topics.adverseEventReports().name(), APPLICATION + "-drug-deltas-repartition"
        }) {
      for (var last : Kafka.lastOffsets(admin, topic, PARTITIONS).entrySet()) {
        OffsetAndMetadata done = committed.get(new TopicPartition(topic, last.getKey()));
        lag += Math.max(0, last.getValue() - (done == null ? -1 : done.offset() - 1) - MARKERS);
      }
    }
    return lag;
  }

  private void figure(String key, String name, double value) {
    figures.put(key, value);
    System.out.printf(Locale.ROOT, "%-75s %6.2f%n", name, value);
  }

  /** Removes what a run has left. */
  public static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
