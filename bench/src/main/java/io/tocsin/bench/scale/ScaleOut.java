package io.tocsin.bench.scale;

import io.tocsin.bench.GeneratedReports;
import io.tocsin.local.cli.Kafka;
import io.tocsin.local.process.BrokerProcess;
import io.tocsin.local.process.ScorerProcess;
import io.tocsin.local.recount.Recount;
import io.tocsin.schemas.json.Json;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.scorer.ScorerSettings;
import io.tocsin.status.logs.Logs;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;

/**
 * One, two and four instances of the scorer on one broker, under both group protocols, on the same
 * reports: how the work spreads and what it costs, whether the tables are the recount's and the
 * same each time, and whether every instance gives the same and right answer about every pair,
 * while one instance is added and another killed too.
 *
 * <p>Instances are processes of their own that wait for the first report when it is sent, so the
 * seconds hold the sending, and starting costs nothing. More instances than CPUs are no faster:
 * what counts is CPU per report.
 *
 * <p>{@code bench/run ScaleOut [reports [instances …]] [classic|streams]}
 */
public final class ScaleOut {
  private static final int PARTITIONS = 4;
  private static final long SEED = 1;
  private static final int QUESTIONS = 60;
  private static final List<Integer> INSTANCES = List.of(1, 2, 4);
  private static final List<String> PROTOCOLS = List.of("classic", "streams");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final long reports;
  private final Admin admin;
  private final String servers;
  private final Path directory;
  private final Set<String> digests = new HashSet<>();

  private ScaleOut(long reports, Admin admin, String servers, Path directory) {
    this.reports = reports;
    this.admin = admin;
    this.servers = servers;
    this.directory = directory;
  }

  /**
   * What one instance did.
   *
   * @param tasks its tasks by sub-topology
   * @param reports it took in
   * @param fits models it broadcast
   */
  record Share(Map<String, Integer> tasks, long reports, long fits) {}

  /**
   * What a number of instances gave.
   *
   * @param seconds from the first report sent until the last was counted and committed
   * @param cpuMicros CPU of all instances per report until then
   * @param differences from the recount
   * @param digest of the tables of drugs and pairs
   * @param questions put to every instance when all was counted
   * @param alike questions that all instances answered alike and right
   */
  record Run(
      String protocol,
      int instances,
      double seconds,
      double cpuMicros,
      List<Share> shares,
      int differences,
      String digest,
      int questions,
      int alike) {}

  /**
   * What a rebalance did to the answers.
   *
   * @param secondsToAll from the change until every pair was answered by every instance again
   * @param answers by what they were worth, from the change until then
   */
  record Rebalance(
      String protocol, String change, double secondsToAll, Map<Question.Verdict, Long> answers) {}

  /** Runs the benchmark and prints a table, then JSON. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Logs.configure("quiet");
    List<String> words = List.of(arguments);
    List<Integer> numbers =
        words.stream().filter(word -> word.matches("\\d+")).map(Integer::valueOf).toList();
    long reports = numbers.isEmpty() ? 100_000 : numbers.getFirst();
    List<Integer> instances = numbers.size() > 1 ? numbers.subList(1, numbers.size()) : INSTANCES;
    List<String> named = PROTOCOLS.stream().filter(words::contains).toList();
    Path directory = Files.createTempDirectory("tocsin-bench-");
    try (BrokerProcess broker = BrokerProcess.start(directory.resolve("kafka"), "-Xmx1g");
        Admin admin = Kafka.admin(ScorerConfig.brokers(broker.bootstrapServers()))) {
      new ScaleOut(reports, admin, broker.bootstrapServers(), directory)
          .run(named.isEmpty() ? PROTOCOLS : named, instances);
    } finally {
      Directories.delete(directory);
    }
    System.exit(0);
  }

  private void run(List<String> protocols, List<Integer> counts)
      throws IOException, InterruptedException {
    System.out.printf(
        Locale.ROOT,
        "machine: %d CPUs, Java %s; %,d reports, %d partitions, 2 threads an instance%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        reports,
        PARTITIONS);
    List<Run> runs = new ArrayList<>();
    List<Rebalance> rebalances = new ArrayList<>();
    for (String protocol : protocols) {
      for (int instances : counts) {
        runs.add(measure(protocol, instances, rebalances));
      }
    }
    System.out.printf("tables of all runs: %d different%n", digests.size());
    System.out.println(
        new String(
            Json.write(
                Map.of(
                    "reports", reports,
                    "runs", runs,
                    "rebalances", rebalances,
                    "different_tables", digests.size())),
            StandardCharsets.UTF_8));
  }

  private Run measure(String protocol, int count, List<Rebalance> rebalances)
      throws IOException, InterruptedException {
    String name = "%s-%d".formatted(protocol, count);
    try (Deployment scorer =
        new Deployment(
            admin,
            servers,
            directory,
            name,
            PARTITIONS,
            Map.of("TOCSIN_SCORER_GROUP_PROTOCOL", protocol))) {
      for (int i = 0; i < count; i++) {
        scorer.start();
      }
      scorer.instances().forEach(ScorerProcess::awaitReady);
      Kafka.await("every instance to have tasks", PATIENCE, () -> allWork(scorer));
      double cpu = scorer.cpuSeconds();
      long begun = System.nanoTime();
      CountedTables sent = scorer.fill(new GeneratedReports(SEED), reports);
      scorer.awaitCounted();
      double seconds = (System.nanoTime() - begun) / 1e9;
      double cpuMicros = (scorer.cpuSeconds() - cpu) * 1e6 / reports;
      List<Share> shares = shares(scorer);
      int differences = differences(scorer);
      String digest = TableDigest.of(ScorerConfig.brokers(servers), scorer.applicationId());
      digests.add(digest);
      List<Question> questions =
          sent.sample(QUESTIONS).stream()
              .map(pair -> new Question(pair, sent.table(pair)))
              .toList();
      int alike = alike(scorer, questions);
      Run run =
          new Run(
              protocol,
              count,
              seconds,
              cpuMicros,
              shares,
              differences,
              digest,
              questions.size(),
              alike);
      print(run);
      if (count == 2) {
        rebalances.add(add(protocol, scorer, questions));
        rebalances.add(kill(protocol, scorer, questions));
        rebalances.forEach(
            each -> {
              if (each.protocol().equals(protocol)) {
                print(each);
              }
            });
      }
      return run;
    }
  }

  private static boolean allWork(Deployment scorer) {
    return scorer.instances().stream().noneMatch(each -> tasks(scorer, each).isEmpty());
  }

  private static List<String> tasks(Deployment scorer, ScorerProcess instance) {
    try {
      return scorer.tasks(instance);
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static List<Share> shares(Deployment scorer) throws IOException, InterruptedException {
    List<Share> shares = new ArrayList<>();
    for (ScorerProcess instance : scorer.instances()) {
      Map<String, Integer> bySubtopology = new TreeMap<>();
      tasks(scorer, instance)
          .forEach(
              task -> bySubtopology.merge(task.substring(0, task.indexOf('_')), 1, Integer::sum));
      shares.add(
          new Share(
              bySubtopology,
              scorer.counter(instance, "adverse_event_reports_received_total"),
              scorer.counter(instance, "model_fit_duration_seconds_count")));
    }
    return shares;
  }

  private int differences(Deployment scorer) throws InterruptedException {
    Map<String, String> settings =
        Map.of(
            "TOCSIN_KAFKA_BOOTSTRAP_SERVERS",
            servers,
            "TOCSIN_COUNTING_PARTITIONS",
            Integer.toString(PARTITIONS));
    ScorerConfig config = ScorerSettings.config(ScorerSettings.reader().read(null, settings));
    return new Recount(
            config.kafka(),
            scorer.topics(),
            scorer.applicationId(),
            config.topology(),
            Recount.Depth.COUNTS)
        .compare(PATIENCE)
        .differences()
        .size();
  }

  /** Scores follow the model, so a pair is asked until all instances agree, a while at most. */
  private static int alike(Deployment scorer, List<Question> questions)
      throws InterruptedException {
    int alike = 0;
    for (Question question : questions) {
      Set<String> scores = new HashSet<>();
      for (ScorerProcess instance : scorer.instances()) {
        Question.Answer answer = question.ask(scorer.client(), instance.statusAddress());
        scores.add(
            answer.verdict() == Question.Verdict.RIGHT
                ? answer.score()
                : "%s from %s: %s".formatted(answer.verdict(), answer.instance(), answer.score()));
      }
      boolean right = scores.stream().allMatch(score -> score.startsWith("{"));
      alike += right && scores.size() == 1 ? 1 : 0;
      if (!right) {
        System.out.println("  " + question.pair() + " " + question.expected() + " " + scores);
      }
    }
    return alike;
  }

  private static Rebalance add(String protocol, Deployment scorer, List<Question> questions)
      throws IOException, InterruptedException {
    ScorerProcess added = scorer.start();
    return ask(
        protocol, "a third is added", scorer, questions, () -> !tasks(scorer, added).isEmpty());
  }

  private static Rebalance kill(String protocol, Deployment scorer, List<Question> questions)
      throws IOException, InterruptedException {
    scorer.kill(scorer.instances().getFirst());
    return ask(protocol, "one is killed", scorer, questions, () -> true);
  }

  private static Rebalance ask(
      String protocol,
      String change,
      Deployment scorer,
      List<Question> questions,
      BooleanSupplier changed)
      throws InterruptedException {
    Map<Question.Verdict, Long> answers = new EnumMap<>(Question.Verdict.class);
    long begun = System.nanoTime();
    boolean done = false;
    while (!done && System.nanoTime() - begun < PATIENCE.toNanos()) {
      done = changed.getAsBoolean();
      for (Question question : questions) {
        for (ScorerProcess instance : scorer.instances()) {
          URI address = instance.statusAddress();
          Question.Answer answer = question.ask(scorer.client(), address);
          answers.merge(answer.verdict(), 1L, Long::sum);
          done &= answer.verdict() == Question.Verdict.RIGHT;
          if (answer.verdict() == Question.Verdict.WRONG) {
            System.out.println("  WRONG " + question + " at " + address + ": " + answer);
          }
        }
      }
    }
    return new Rebalance(
        protocol, change, done ? (System.nanoTime() - begun) / 1e9 : Double.NaN, answers);
  }

  private static void print(Run run) {
    System.out.printf(
        Locale.ROOT,
        "%-8s %d instance(s) %6.1f s %6.1f µs CPU/report  %d differences  tables %s  %d of %d"
            + " questions alike and right%n",
        run.protocol(),
        run.instances(),
        run.seconds(),
        run.cpuMicros(),
        run.differences(),
        run.digest().substring(0, 12),
        run.alike(),
        run.questions());
    run.shares()
        .forEach(
            share ->
                System.out.printf(
                    Locale.ROOT,
                    "         tasks by sub-topology %s, %,d reports, %d fits%n",
                    share.tasks(),
                    share.reports(),
                    share.fits()));
  }

  private static void print(Rebalance each) {
    System.out.printf(
        Locale.ROOT,
        "%-8s %s: all answered after %.1f s; answers meanwhile %s%n",
        each.protocol(),
        each.change(),
        each.secondsToAll(),
        each.answers());
  }
}
