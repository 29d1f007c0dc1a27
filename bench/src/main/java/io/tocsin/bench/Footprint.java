package io.tocsin.bench;

import io.tocsin.local.cli.Kafka;
import io.tocsin.local.process.BrokerProcess;
import io.tocsin.local.process.ScorerProcess;
import io.tocsin.local.topics.TopicPlan;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.status.logs.Logs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Memory that a scorer takes which has counted and scored so many reports that make so many pairs:
 * broker and scorer are processes with the launcher's options, the drugs are 5 000 and the events
 * 10 000. Two further runs, of half the reports and of twice the pairs, give what each adds.
 *
 * <p>{@code bench/run Footprint REPORTS PAIRS [JVM options of the scorer]}
 */
public final class Footprint {
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final int PARTITIONS = 4;
  private static final long SEED = 1;
  private static final double MEBIBYTE = 1 << 20;
  private static final double MILLION = 1e6;

  private final List<String> options;
  private final Topics topics = new Topics("", PARTITIONS);

  private Footprint(List<String> options) {
    this.options = options;
  }

  /**
   * What one run gave.
   *
   * @param resident bytes of the process after a collection of all garbage
   * @param peak most bytes that the process has held
   * @param live bytes of the heap after that collection
   * @param stores entries and bytes of each store as the scorer estimates them
   */
  record Run(
      long reports, long pairs, long resident, long peak, long live, Map<String, Long> stores) {

    static Run of(ScorerProcess scorer, ScorerFigures figures) {
      Map<String, Long> stores = figures.stores();
      long live = figures.liveHeap();
      return new Run(
          figures.reports(),
          figures.pairs(),
          scorer.residentBytes(),
          scorer.peakResidentBytes(),
          live,
          stores);
    }
  }

  /** Runs the benchmark and prints a table, then JSON. */
  public static void main(String[] arguments) throws Exception {
    Logs.configure("quiet");
    long reports = Long.parseLong(arguments[0]);
    long pairs = Long.parseLong(arguments[1]);
    new Footprint(List.of(arguments).subList(2, arguments.length)).run(reports, pairs);
    System.exit(0);
  }

  private void run(long reports, long pairs) throws IOException {
    System.out.println("   reports      pairs  resident      peak  live heap   (MiB)");
    Run whole = measure(reports, pairs, true);
    Run halfTheReports = measure(reports / 2, pairs, false);
    Run twiceThePairs = measure(reports, 2 * pairs, false);
    double perReports =
        growth(whole.live() - halfTheReports.live(), whole.reports() - halfTheReports.reports());
    double perPairs =
        growth(twiceThePairs.live() - whole.live(), twiceThePairs.pairs() - whole.pairs());
    System.out.printf(
        Locale.ROOT,
        "A further million reports takes %.0f MiB of heap, a further million pairs %.0f MiB.%n",
        perReports / MEBIBYTE,
        perPairs / MEBIBYTE);
    Map<String, Object> figures = new TreeMap<>();
    figures.put("runs", List.of(whole, halfTheReports, twiceThePairs));
    figures.put("bytes_per_million_reports", perReports);
    figures.put("bytes_per_million_pairs", perPairs);
    figures.put("options", options);
    System.out.println(new String(Json.write(figures), StandardCharsets.UTF_8));
  }

  private static double growth(long bytes, long entries) {
    return bytes / (double) entries * MILLION;
  }

  private Run measure(long reports, long pairs, boolean withClasses) throws IOException {
    Path directory = Files.createTempDirectory("tocsin-footprint-");
    try (BrokerProcess broker = BrokerProcess.start(directory.resolve("kafka"), "-Xmx1g")) {
      Map<String, Object> client = ScorerConfig.brokers(broker.bootstrapServers());
      try (Admin admin = Kafka.admin(client)) {
        TopicPlan.of(admin, topics).apply(admin);
      }
      fill(client, reports, PairSkew.of(reports, pairs));
      try (ScorerProcess scorer = scorer(directory, broker)) {
        ScorerFigures figures = new ScorerFigures(scorer);
        figures.awaitRest(reports, PATIENCE);
        Run run = Run.of(scorer, figures);
        print(run);
        if (withClasses) {
          figures.largestClasses().forEach(System.out::println);
        }
        return run;
      }
    } finally {
      delete(directory);
    }
  }

  private ScorerProcess scorer(Path directory, BrokerProcess broker) {
    Map<String, String> settings =
        Map.of(
            "TOCSIN_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
            "TOCSIN_SCORER_STATE_DIR", directory.resolve("scorer").toString(),
            "TOCSIN_SCORING_AS_OF", "newest_receipt");
    return ScorerProcess.start(directory, settings, options.toArray(String[]::new));
  }

  private void fill(Map<String, Object> client, long reports, double skew) {
    Topic<String, AdverseEventReport> topic = topics.adverseEventReports();
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    GeneratedReports generated = new GeneratedReports(SEED, skew);
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<String, AdverseEventReport> producer =
        new KafkaProducer<>(
            settings, topic.keySerde().serializer(), topic.valueSerde().serializer())) {
      for (long i = 0; i < reports; i++) {
        AdverseEventReport report = generated.next(i, reports);
        var ignored =
            producer.send(
                new ProducerRecord<>(topic.name(), report.reportId(), report),
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
  }

  private static void print(Run run) {
    System.out.printf(
        Locale.ROOT,
        "%,10d %,10d %9.0f %9.0f %10.0f%n",
        run.reports(),
        run.pairs(),
        run.resident() / MEBIBYTE,
        run.peak() / MEBIBYTE,
        run.live() / MEBIBYTE);
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
