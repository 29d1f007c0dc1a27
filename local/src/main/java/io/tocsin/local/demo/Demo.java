package io.tocsin.local.demo;

import io.tocsin.config.EnvironmentException;
import io.tocsin.config.SettingsReader;
import io.tocsin.config.SharedSettings;
import io.tocsin.ingest.PublishListener;
import io.tocsin.ingest.Published;
import io.tocsin.ingest.ReportFeed;
import io.tocsin.ingest.ReportPublisher;
import io.tocsin.ingest.replay.Replay;
import io.tocsin.local.cli.Kafka;
import io.tocsin.local.ingest.Feeds;
import io.tocsin.local.kafka.EmbeddedKafka;
import io.tocsin.local.recount.Recount;
import io.tocsin.local.topics.TopicPlan;
import io.tocsin.reasoning.ReasoningApp;
import io.tocsin.reasoning.ReasoningConfig;
import io.tocsin.reasoning.ReasoningSettings;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scorer.EngineConfig;
import io.tocsin.scorer.ScorerApp;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.scorer.StatusConfig;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Scorer;
import io.tocsin.topology.TopologyConfig;
import io.tocsin.topology.model.RefitSchedule;
import io.tocsin.topology.scoring.AsOf;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Broker, scorer and reasoning in one process, and a replay through them. The scorer and the
 * reasoning app are the production ones; only their settings are the demo's.
 */
final class Demo implements AutoCloseable {
  private static final int PARTITIONS = 2;
  private static final String REASONING_VARIABLES = "TOCSIN_REASONING_";
  private static final String APPLICATION_ID = "tocsin-scorer";
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration SETTLE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(20);

  /** A replay brings years in a minute: the model follows every few seconds. */
  private static final RefitSchedule REFIT =
      new RefitSchedule(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          RefitSchedule.DEFAULTS.drift(),
          RefitSchedule.DEFAULTS.leastEffect(),
          RefitSchedule.DEFAULTS.leastShift());

  private final DemoOptions options;
  private final Screen screen;
  private final Instant begun =
      ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
  private final Topics topics = new Topics("", PARTITIONS);
  private final TopologyConfig topology =
      TopologyConfig.defaults(PARTITIONS).withAsOf(AsOf.NEWEST_RECEIPT).withRefit(REFIT);
  private final Scorer scorer = new Scorer(topology.scoring(), Model.of(topology.prior()));
  private final List<TimelineRow> timeline = new ArrayList<>();
  private final Path state;
  private final EmbeddedKafka kafka;
  private final Admin admin;
  private final Listener listener;
  private final ScorerApp scorerApp;
  private final ReasoningApp reasoningApp;
  private final Thread announcer;
  private volatile @Nullable Detection firstDetection;
  private volatile @Nullable Double secondsToFirstAlert;
  private volatile boolean closing;

  /** Starts everything; ready when it returns. */
  Demo(DemoOptions options, Screen screen) throws IOException {
    this.options = options;
    this.screen = screen;
    screen.say("starting the broker");
    kafka = EmbeddedKafka.builder().port(options.port()).start();
    admin = Kafka.admin(client());
    TopicPlan.of(admin, topics).apply(admin);
    state = Files.createTempDirectory("tocsin-demo-");
    screen.say("starting the scorer and the reasoning app");
    scorerApp =
        new ScorerApp(
            new ScorerConfig(
                client(),
                topics,
                EngineConfig.defaults(APPLICATION_ID, state),
                topology,
                StatusConfig.LOOPBACK));
    scorerApp.start();
    reasoningApp = new ReasoningApp(reasoning());
    reasoningApp.start();
    scorerApp.awaitRunning(START);
    reasoningApp.awaitRunning(START);
    listener = new Listener(client(), topics);
    announcer = Thread.ofVirtual().name("announcer").start(this::announce);
  }

  private Map<String, Object> client() {
    return ScorerConfig.brokers(kafka.bootstrapServers());
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  URI scorerStatus() {
    return scorerApp.statusAddress();
  }

  URI reasoningStatus() {
    return reasoningApp.statusAddress();
  }

  /** Replays to the end, waits until all is counted, scored and reasoned about, and sums up. */
  DemoSummary replay() throws InterruptedException {
    try (ReportFeed feed = open();
        ReportPublisher publisher = new ReportPublisher(topics.adverseEventReports(), client());
        Poison poison = new Poison(client(), topics, options.malformed(), feed.size())) {
      WatchedFeed watched = new WatchedFeed(feed, options.watch(), poison::beforeReport);
      screen.say("replaying " + feed.summary().line());
      screen.say("watching " + options.watch().drug() + " – " + options.watch().event());
      screen.say(TimelineRow.heading());
      long replayBegun = System.nanoTime();
      Published published =
          publisher.publish(watched, options.pace(), new Follow(watched, publisher));
      poison.finish();
      settle();
      double seconds = seconds(replayBegun);
      await("every score to be current", () -> scorerApp.progress().current(lastOffsets()));
      await("a detection for every alert", () -> caughtUp(poison));
      return summarize(feed, published, poison, seconds);
    }
  }

  /** The model, its limits and its sources are the environment's; all else is the demo's. */
  private ReasoningConfig reasoning() {
    Map<String, String> environment = new HashMap<>();
    System.getenv()
        .forEach(
            (variable, value) -> {
              if (variable.startsWith(REASONING_VARIABLES)) {
                environment.put(variable, value);
              }
            });
    environment.put(
        SettingsReader.variable(SharedSettings.BOOTSTRAP_SERVERS), kafka.bootstrapServers());
    environment.put(
        SettingsReader.variable(SharedSettings.TOPIC_PARTITIONS), Integer.toString(PARTITIONS));
    environment.putIfAbsent(REASONING_VARIABLES + "HTTP_PORT", "0");
    return ReasoningSettings.config(ReasoningSettings.reader().read(null, environment));
  }

  private ReportFeed open() {
    return options.data().isEmpty()
        ? Replay.open()
        : Feeds.vaers(options.data(), soFar -> screen.progress(soFar.line()));
  }

  private final class Follow implements PublishListener {
    private final WatchedFeed feed;
    private final ReportPublisher publisher;
    private final long since = System.nanoTime();

    Follow(WatchedFeed feed, ReportPublisher publisher) {
      this.feed = feed;
      this.publisher = publisher;
    }

    @Override
    public void progress(Published soFar) {
      screen.progress(
          String.format(
              Locale.ROOT,
              "%s  %,d reports  %,.0f/s  %,d pairs  alerts: %s",
              soFar.lastDate(),
              soFar.sent(),
              soFar.sent() / seconds(since),
              scorerApp.liveTables().pairs(),
              words(listener.alertsByLevel())));
    }

    @Override
    public void dayEnded(LocalDate date, Published soFar) {
      if (feed.watchedOn(date)) {
        publisher.flush();
        settle();
        ContingencyTable table = scorerApp.liveTables().table(options.watch()).orElseThrow();
        TimelineRow row = TimelineRow.of(date, table, scorer.measure(table));
        timeline.add(row);
        screen.say(row.line());
      }
    }
  }

  private TimelineRow row(LocalDate date) {
    ContingencyTable table = scorerApp.liveTables().table(options.watch()).orElseThrow();
    return TimelineRow.of(date, table, scorer.measure(table));
  }

  private static String words(Map<AlertLevel, Long> byLevel) {
    return byLevel.isEmpty()
        ? "none"
        : byLevel.entrySet().stream()
            .sorted(Map.Entry.<AlertLevel, Long>comparingByKey().reversed())
            .map(level -> level.getValue() + " " + name(level.getKey()))
            .collect(Collectors.joining(", "));
  }

  private static String name(AlertLevel level) {
    return level == AlertLevel.NONE ? "ended" : level.name().toLowerCase(Locale.ROOT);
  }

  /** Hears what comes out, and shows what concerns the watched pair as soon as it is there. */
  private void announce() {
    while (!closing) {
      listener.listen(LOOK);
      if (secondsToFirstAlert == null && listener.alerts() > 0) {
        secondsToFirstAlert = Duration.between(begun, Instant.now()).toMillis() / 1e3;
      }
      listener.newModels().forEach(model -> screen.say(model.line()));
      for (Detection detection : listener.news()) {
        if (detection.alert().pair().equals(options.watch())) {
          keepFirst(detection);
          screen.alert(detection);
        }
      }
    }
  }

  /** Critical alerts are reasoned about before others, so the second may come before the first. */
  private void keepFirst(Detection detection) {
    Detection kept = firstDetection;
    if (kept == null || detection.alert().sequence() < kept.alert().sequence()) {
      firstDetection = detection;
    }
  }

  private boolean caughtUp(Poison poison) {
    long refused = listener.deadLettersByCode().values().stream().mapToLong(Long::longValue).sum();
    return listener.detections() >= listener.alerts()
        && refused >= poison.sent().values().stream().mapToLong(Long::longValue).sum()
        && reasoningApp.status().lag() == 0;
  }

  private void settle() {
    Map<Integer, Long> last = lastOffsets();
    await("the last reports to be counted and scored", () -> scorerApp.progress().settled(last));
  }

  private Map<Integer, Long> lastOffsets() {
    return Kafka.lastOffsets(admin, topics.adverseEventReports().name(), PARTITIONS);
  }

  private void await(String what, BooleanSupplier condition) {
    Kafka.await(
        what,
        SETTLE,
        () -> {
          if (scorerApp.stopped().isDone() || reasoningApp.stopped().isDone()) {
            throw new EnvironmentException(
                "The scorer or the reasoning app has stopped: see above");
          }
          return condition.getAsBoolean();
        });
  }

  private DemoSummary summarize(ReportFeed feed, Published published, Poison poison, double seconds)
      throws InterruptedException {
    Recount.Outcome recount =
        new Recount(client(), topics, APPLICATION_ID, topology, Recount.Depth.SCORES)
            .compare(Duration.ofSeconds(10));
    Map<String, Long> alerts = new TreeMap<>();
    listener.alertsByLevel().forEach((level, count) -> alerts.put(name(level), count));
    return new DemoSummary(
        feed.summary().source(),
        published.acknowledged(),
        poison.sent(),
        listener.deadLettersByCode(),
        scorerApp.liveTables().pairs(),
        alerts,
        listener.detections(),
        listener.repetitions(),
        options.watch().key(),
        List.copyOf(timeline),
        published.lastDate() == null ? null : row(published.lastDate()),
        timeline.stream()
            .filter(row -> row.ic025() != null && row.ic025() > 0)
            .map(TimelineRow::date)
            .findFirst()
            .orElse(null),
        firstDetection == null ? null : firstDetection.alert(),
        firstDetection,
        listener.models(),
        recount.model(),
        recount.scores(),
        recount.differences().size(),
        seconds,
        published.sent() / seconds,
        secondsToFirstAlert,
        peakMemoryMib());
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static @Nullable Long peakMemoryMib() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      announcer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    listener.close();
    reasoningApp.close();
    scorerApp.close();
    admin.close();
    kafka.close();
    try (var files = Files.walk(state)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      screen.say("left behind: " + state);
    }
  }
}
