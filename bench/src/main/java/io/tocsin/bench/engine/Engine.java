package io.tocsin.bench.engine;

import io.tocsin.local.cli.Kafka;
import io.tocsin.local.process.BrokerProcess;
import io.tocsin.schemas.json.Json;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.status.logs.Logs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures the scorer beside a pass-through of Kafka Streams, which only copies the same reports,
 * and beside the naive topology; then the time from a report to its alert.
 *
 * <p>What makes it fair: one broker, in a process of its own, holds one input that was filled
 * before; all contenders run with the properties of Kafka Streams that the scorer has (exactly
 * once, threads, commit interval, producer, compression), only that the naive one keeps the default
 * record cache, which helps it. Each run has a JVM of its own with the launcher's options, works
 * off a warm-up of some ten thousand reports first, which is not measured, and starts from empty
 * topics and state. Contenders alternate; each figure is the median over the runs, each ratio the
 * median over the rounds, so that a machine that grows slower meanwhile does not favour anyone. The
 * time runs from {@code start()} until the last report is processed, its last commit not awaited;
 * for the scorer that is until it is counted, and the time until all pairs are scored as well is
 * given beside it. The CPU time is that of the whole process, without the broker's.
 *
 * <p>The loads of the latency are shares of a lower rate, at which reports are sent meanwhile: what
 * the scorer takes in of an overload, while the broker and the producer have their part of the
 * CPUs.
 */
@Command(name = "Engine", mixinStandardHelpOptions = true, sortOptions = false)
public final class Engine implements Runnable {
  private static final List<Double> LOADS = List.of(0.25, 0.5, 0.75);

  @Parameters(index = "0", defaultValue = "1000000", description = "Reports to work off.")
  private long reports;

  @Parameters(
      index = "1",
      defaultValue = "default",
      converter = ProfileConverter.class,
      description = "Settings: default, low-latency or throughput.")
  private Profile settings = Profile.DEFAULT;

  @Option(
      names = "--runs",
      defaultValue = "1",
      description = "Rounds of pass-through, naive and ours; 0 measures the latency only.")
  private int runs;

  @Option(
      names = "--naive",
      defaultValue = "100000",
      description = "Most reports for the naive topology, which is slow.")
  private long naiveReports;

  @Option(names = "--warm-up", defaultValue = "200000", description = "Reports before each run.")
  private long warmUpReports;

  @Option(names = "--heap", defaultValue = "2g", description = "Heap of each measured process.")
  private String heap = "2g";

  @Option(
      names = "--latency",
      defaultValue = "60",
      description = "Seconds of each load; 0 measures no latency.")
  private int latencySeconds;

  @Option(
      names = "--rate",
      description =
          "Rate that the loads are shares of, in reports/s; without it, what is taken in while"
              + " reports are sent at the rate of the runs.")
  private @Nullable Double rate;

  @Option(
      names = "--profile",
      description = "Records the last run of ours there (JFR) and prints its CPU by stage.")
  private @Nullable Path recording;

  /** Where no run has measured what the scorer can do at most. */
  private double offered = 40_000;

  private final Tables tables = new Tables(System.out);
  private final Map<String, Object> figures = new LinkedHashMap<>();

  /** Measures, and prints tables and, last, JSON. */
  public static void main(String[] arguments) {
    Logs.configure("quiet");
    System.exit(new CommandLine(new Engine()).execute(arguments));
  }

  @Override
  public void run() {
    try {
      measure();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void measure() throws IOException, InterruptedException {
    figures.put("cpus", Runtime.getRuntime().availableProcessors());
    figures.put("java", Runtime.version().toString());
    figures.put("profile", settings.label());
    figures.put("settings", new TreeMap<>(settings.settings()));
    tables.machine(settings, heap);
    Path directory = Files.createTempDirectory("tocsin-bench-");
    try (BrokerProcess broker = BrokerProcess.start(directory.resolve("kafka"), "-Xmx1g");
        Admin admin = Kafka.admin(ScorerConfig.brokers(broker.bootstrapServers()))) {
      Map<String, Object> client = ScorerConfig.brokers(broker.bootstrapServers());
      if (runs > 0) {
        Inputs inputs = new Inputs(admin, client);
        Rounds rounds = compare(inputs, broker.bootstrapServers(), directory);
        figures.put("runs", rounds.runs());
        figures.put("medians", rounds.medians());
        figures.put("reports_per_second", rounds.rates());
        figures.put("ratios", rounds.ratios());
        tables.summary(rounds);
        offered = rounds.median(Contender.TOCSIN).reportsPerSecond();
      }
      if (latencySeconds > 0) {
        measureLatency(admin, client, directory);
      }
      System.out.println(new String(Json.write(figures), StandardCharsets.UTF_8));
    } finally {
      delete(directory);
    }
  }

  private Rounds compare(Inputs inputs, String servers, Path directory)
      throws IOException, InterruptedException {
    Filled warmUp = inputs.fill("warm-up.", warmUpReports);
    Filled input = inputs.fill("", reports);
    Filled naiveInput = naiveReports < reports ? inputs.fill("fewer.", naiveReports) : input;
    tables.input(input);
    Rounds rounds = new Rounds();
    for (int round = 0; round < runs; round++) {
      for (Contender contender : Contender.values()) {
        boolean recorded = contender == Contender.TOCSIN && round == runs - 1;
        Path file = recorded ? recording : null;
        Task task =
            new Task(
                contender,
                servers,
                directory.toString(),
                "%s-%d".formatted(contender.label(), round),
                warmUp,
                contender == Contender.NAIVE ? naiveInput : input,
                settings.settings(),
                file == null ? null : file.toAbsolutePath().toString());
        Run run = ContenderProcess.run(task, heap);
        rounds.add(contender, run);
        tables.run(contender.label(), run);
        inputs.clear();
        if (file != null) {
          figures.put("cpu_micros_by_stage", stages(file, run));
        }
      }
    }
    return rounds;
  }

  private Map<String, Double> stages(Path file, Run run) throws IOException {
    Map<String, Double> micros = new TreeMap<>(run.cpuByThreads());
    double java = Objects.requireNonNullElse(micros.remove(ThreadTimes.JAVA), 0.0);
    CpuByStage.shares(file).forEach((stage, share) -> micros.put(stage, share * java));
    tables.stages(micros);
    return micros;
  }

  private void measureLatency(Admin admin, Map<String, Object> client, Path directory)
      throws IOException, InterruptedException {
    List<Latency.Figures> loads = new ArrayList<>();
    new Latency(admin, client, directory, Duration.ofSeconds(latencySeconds))
        .measure(
            settings.settings(),
            heap,
            rate == null ? offered : rate,
            rate == null,
            LOADS,
            highest -> {
              figures.put("highest", highest);
              tables.latencies(highest);
            },
            load -> {
              loads.add(load);
              tables.latency(load);
            });
    figures.put("latency", loads);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Profiles are named as on the command line. */
  private static final class ProfileConverter implements CommandLine.ITypeConverter<Profile> {
    @Override
    public Profile convert(String value) {
      return Stream.of(Profile.values())
          .filter(profile -> profile.label().equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      "%s is none of default, low-latency and throughput".formatted(value)));
    }
  }
}
