package io.tocsin.bench.scale;

import io.tocsin.bench.GeneratedReports;
import io.tocsin.bench.GeneratedReports.Mix;
import io.tocsin.local.cli.Kafka;
import io.tocsin.local.process.BrokerProcess;
import io.tocsin.local.process.ScorerProcess;
import io.tocsin.schemas.json.Json;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.status.logs.Logs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * What a report costs as partitions, drugs, events and pairs grow, each around the same point.
 *
 * <p>Every point is a scorer in a process of its own on topics of its own. It runs before the first
 * report is sent, so that starting costs nothing; its compiler has not warmed up, so short runs
 * cost more per report than long ones, but all points alike.
 *
 * <p>{@code bench/run Growth [reports] [partitions|drugs|events|pairs …]}
 */
public final class Growth {
  private static final long SEED = 1;
  private static final Point USUAL = new Point("usual", 4, Mix.USUAL);
  private static final Mix MIX = Mix.USUAL;

  private static final List<Point> POINTS =
      List.of(
          USUAL,
          new Point("partitions", 2, MIX),
          new Point("partitions", 8, MIX),
          new Point("partitions", 16, MIX),
          new Point("drugs", 4, new Mix(1_000, MIX.reactions(), MIX.skew())),
          new Point("drugs", 4, new Mix(20_000, MIX.reactions(), MIX.skew())),
          new Point("drugs", 4, new Mix(50_000, MIX.reactions(), MIX.skew())),
          new Point("events", 4, new Mix(MIX.drugs(), 2_000, MIX.skew())),
          new Point("events", 4, new Mix(MIX.drugs(), 25_000, MIX.skew())),
          new Point("events", 4, new Mix(MIX.drugs(), 50_000, MIX.skew())),
          new Point("pairs", 4, new Mix(MIX.drugs(), MIX.reactions(), 14)),
          new Point("pairs", 4, new Mix(MIX.drugs(), MIX.reactions(), 3)),
          new Point("pairs", 4, new Mix(MIX.drugs(), MIX.reactions(), 1)));

  private final long reports;
  private final Admin admin;
  private final String servers;
  private final Path directory;

  private Growth(long reports, Admin admin, String servers, Path directory) {
    this.reports = reports;
    this.admin = admin;
    this.servers = servers;
    this.directory = directory;
  }

  /**
   * What is varied.
   *
   * @param grows what is other than usual
   * @param partitions of topics and of counting
   */
  private record Point(String grows, int partitions, Mix mix) {}

  /**
   * What a point gave.
   *
   * @param drugs named by the reports, as {@code events} and {@code pairs}
   * @param seconds from the first report sent until the last was counted and committed
   * @param cpuMicros of the scorer per report
   * @param residentMegabytes of the scorer when all was counted
   * @param changelogBytes of all stores on the broker per report, as written, before compaction
   */
  record Result(
      String grows,
      int partitions,
      int drugs,
      int events,
      int pairs,
      double seconds,
      double cpuMicros,
      double residentMegabytes,
      double changelogBytes) {}

  /** Runs the benchmark and prints a table, then JSON. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Logs.configure("quiet");
    List<String> words = List.of(arguments);
    long reports =
        words.stream()
            .filter(word -> word.matches("\\d+"))
            .findFirst()
            .map(Long::parseLong)
            .orElse(100_000L);
    List<Point> points =
        POINTS.stream()
            .filter(
                point -> point.equals(USUAL) || words.size() <= 1 || words.contains(point.grows()))
            .toList();
    Path directory = Files.createTempDirectory("tocsin-bench-");
    try (BrokerProcess broker = BrokerProcess.start(directory.resolve("kafka"), "-Xmx1g");
        Admin admin = Kafka.admin(ScorerConfig.brokers(broker.bootstrapServers()))) {
      new Growth(reports, admin, broker.bootstrapServers(), directory).run(points);
    } finally {
      Directories.delete(directory);
    }
    System.exit(0);
  }

  private void run(List<Point> points) {
    System.out.printf(
        Locale.ROOT,
        "machine: %d CPUs, Java %s; %,d reports a point%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        reports);
    System.out.println(
        "grows       partitions   drugs  events      pairs  seconds  CPU µs/report  RSS MB"
            + "  changelog bytes/report");
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Result result = measure("growth-" + i, points.get(i));
      print(result);
      results.add(result);
    }
    System.out.println(
        new String(
            Json.write(Map.of("reports", reports, "points", results)), StandardCharsets.UTF_8));
  }

  private Result measure(String name, Point point) {
    try (Deployment scorer =
        new Deployment(admin, servers, directory, name, point.partitions(), Map.of())) {
      ScorerProcess instance = scorer.start();
      instance.awaitReady();
      double cpu = scorer.cpuSeconds();
      long begun = System.nanoTime();
      CountedTables sent = scorer.fill(new GeneratedReports(SEED, point.mix()), reports);
      scorer.awaitCounted();
      double seconds = (System.nanoTime() - begun) / 1e9;
      double cpuMicros = (scorer.cpuSeconds() - cpu) * 1e6 / reports;
      return new Result(
          point.grows(),
          point.partitions(),
          sent.drugs(),
          sent.events(),
          sent.pairs(),
          seconds,
          cpuMicros,
          instance.residentBytes() / 1e6,
          (double) scorer.bytesOnBroker("-changelog") / reports);
    } finally {
      forget(name);
    }
  }

  /** Disk and page cache of a point are not the next one's. */
  private void forget(String name) {
    List<String> written =
        Kafka.answer(admin.listTopics().names()).stream()
            .filter(topic -> topic.startsWith(name + ".") || topic.startsWith(name + "-"))
            .toList();
    Kafka.answer(admin.deleteTopics(written).all());
  }

  private static void print(Result point) {
    System.out.printf(
        Locale.ROOT,
        "%-11s %10d %7d %7d %10d %8.1f %14.1f %7.0f %23.0f%n",
        point.grows(),
        point.partitions(),
        point.drugs(),
        point.events(),
        point.pairs(),
        point.seconds(),
        point.cpuMicros(),
        point.residentMegabytes(),
        point.changelogBytes());
  }
}
