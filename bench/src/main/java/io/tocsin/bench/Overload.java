package io.tocsin.bench;

import io.tocsin.local.cli.TopicFollower;
import io.tocsin.local.recount.Recount;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.status.logs.Logs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Offers a scorer more than it can work off, for a time, then lets it work the rest off: memory
 * must stay flat, lag must grow and go, nobody may rebalance, nothing may be lost, and new pairs
 * that ring loudest must not wait behind the others.
 *
 * <p>Reports are follow-ups of ever the same reports, so that state does not grow with them.
 *
 * <p>{@code bench/run Overload [minutes] [factor]}
 */
public final class Overload {
  private static final Duration PATIENCE = Duration.ofHours(2);
  private static final int MEASURED = 40_000;
  private static final int SAMPLES = 120;
  private static final Duration SHORTEST_SAMPLE = Duration.ofSeconds(3);
  private static final double FLAT = 1.1;
  private static final String OFFERED = "overload";
  private static final String HIGHEST = "the highest level rings at once";
  private static final double AT_ONCE_SECONDS = 5;
  private static final double MEBI = 1 << 20;

  private final Rig rig;
  private final String topic;
  private final Offering offering;
  private final Duration time;
  private final double factor;
  private final List<Sample> samples = new ArrayList<>();
  private final long begun = System.nanoTime();

  /**
   * One look.
   *
   * @param lagSeconds age of the next report to be worked off
   */
  record Sample(
      String phase,
      double second,
      long offered,
      long workedOff,
      long lag,
      double lagSeconds,
      double residentMebibytes,
      double heapMebibytes,
      long backlogPairs,
      long rebalances,
      int markersCounted,
      int markersRung) {}

  private Overload(Rig rig, Duration time, double factor) {
    this.rig = rig;
    this.time = time;
    this.factor = factor;
    topic = rig.topics().adverseEventReports().name();
    offering = new Offering(rig.producer(), new OverloadReports(topic, 1));
  }

  /** Runs all phases and prints tables, then JSON; exits with 1 when something did not hold. */
  public static void main(String[] arguments) throws Exception {
    Logs.configure("quiet");
    double minutes = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 10;
    double factor = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 3;
    boolean held;
    try (Rig rig = Rig.start()) {
      held = new Overload(rig, Duration.ofSeconds((long) (minutes * 60)), factor).run();
    }
    System.exit(held ? 0 : 1);
  }

  private boolean run() throws IOException, InterruptedException {
    Map<String, Object> figures = new TreeMap<>();
    double capacity = capacity();
    double rate = factor * capacity;
    System.out.printf(
        Locale.ROOT,
        "capacity %,.0f reports/s; offering %,.0f reports/s for %d s%n",
        capacity,
        rate,
        time.toSeconds());
    System.out.printf(
        "%-9s %7s %10s %10s %10s %8s %8s %8s %9s %5s %9s%n",
        "phase",
        "s",
        "offered",
        "worked off",
        "lag",
        "lag s",
        "RSS MiB",
        "heap MiB",
        "backlog",
        "rebal",
        "rung");
    try (MarkerWatch markers = new MarkerWatch(rig, offering)) {
      long disk = rig.diskBytes();
      Thread offers =
          Thread.ofPlatform().name("offering").start(() -> offering.offer(rate, time.toNanos()));
      while (offers.isAlive()) {
        look(OFFERED, markers);
      }
      offers.join();
      figures.put("disk_bytes", rig.diskBytes() - disk);
      long offered = offering.sent();
      rig.await(
          "the lag to be worked off",
          PATIENCE,
          () -> {
            look("drain", markers);
            return rig.workedOff(topic) == offered;
          });
      rig.await(
          "every marker to ring and the queue to be empty",
          Duration.ofMinutes(10),
          () -> {
            look("settle", markers);
            return markers.counted() == markers.rung() && last().backlogPairs == 0;
          });
      Map<AlertLevel, List<Double>> latencies = markers.seconds();
      print(latencies);
      List<Verdict> verdicts = verdicts(latencies);
      Verdict.print(verdicts);
      figures.put("capacity_per_second", capacity);
      figures.put("offered_per_second", rate);
      figures.put("seconds_offered", time.toSeconds());
      figures.put("reports_offered", offered);
      figures.put("samples", samples);
      figures.put("marker_seconds_by_level", latencies);
      figures.put("verdicts", verdicts);
      System.out.println(new String(Json.write(figures), StandardCharsets.UTF_8));
      return Verdict.allHeld(verdicts);
    } finally {
      offering.close();
    }
  }

  /**
   * Reports per second of a short backlog of follow-ups, after every report has come once and every
   * pair was scored: among a million that nobody has been told of, one more waits its turn. Short,
   * so that scoring still has its share; behind for longer, the scorer takes in two or three times
   * as much.
   */
  private double capacity() {
    offering.burst(OverloadReports.IDS);
    awaitWorkedOff(offering.sent());
    rig.await(
        "every pair to be scored", PATIENCE, () -> rig.scrape().sum("scoring_backlog_pairs") == 0);
    long warm = offering.sent() + MEASURED / 4;
    offering.burst(MEASURED);
    awaitWorkedOff(warm);
    long from = rig.workedOff(topic);
    long start = System.nanoTime();
    awaitWorkedOff(offering.sent());
    return (offering.sent() - from) / ((System.nanoTime() - start) / 1e9);
  }

  private void awaitWorkedOff(long reports) {
    rig.await("reports to be worked off", PATIENCE, () -> rig.workedOff(topic) >= reports);
  }

  private void look(String phase, MarkerWatch markers) {
    Duration pause = time.dividedBy(SAMPLES);
    sleep(pause.compareTo(SHORTEST_SAMPLE) < 0 ? SHORTEST_SAMPLE : pause);
    Scrape scrape = rig.scrape();
    long workedOff = rig.workedOff(topic);
    long offered = offering.sent();
    Sample sample =
        new Sample(
            phase,
            (System.nanoTime() - begun) / 1e9,
            offered,
            workedOff,
            offered - workedOff,
            offering.ageOf(workedOff),
            rig.scorer().residentBytes() / MEBI,
            scrape.sum("jvm_memory_used_bytes", "area=\"heap\"") / MEBI,
            (long) scrape.sum("scoring_backlog_pairs"),
            (long) scrape.sum("kafka_consumer_coordinator_rebalance_total"),
            markers.counted(),
            markers.rung());
    samples.add(sample);
    System.out.printf(
        Locale.ROOT,
        "%-9s %7.0f %,10d %,10d %,10d %8.1f %8.0f %8.0f %,9d %5d %4d/%4d%n",
        sample.phase,
        sample.second,
        sample.offered,
        sample.workedOff,
        sample.lag,
        sample.lagSeconds,
        sample.residentMebibytes,
        sample.heapMebibytes,
        sample.backlogPairs,
        sample.rebalances,
        sample.markersRung,
        sample.markersCounted);
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Sample last() {
    return samples.getLast();
  }

  private static void print(Map<AlertLevel, List<Double>> latencies) {
    System.out.println("counted to alert by level: markers, median, 99th percentile, most");
    latencies.forEach(
        (level, seconds) ->
            System.out.printf(
                Locale.ROOT,
                "%-10s %4d %8.2f s %8.2f s %8.2f s%n",
                level,
                seconds.size(),
                quantile(seconds, 0.5),
                quantile(seconds, 0.99),
                seconds.getLast()));
  }

  private static double quantile(List<Double> ascending, double share) {
    return ascending.get((int) Math.min(ascending.size() - 1.0, share * ascending.size()));
  }

  private List<Verdict> verdicts(Map<AlertLevel, List<Double>> latencies)
      throws InterruptedException {
    long mostLag = samples.stream().mapToLong(Sample::lag).max().orElse(0);
    Sample offered = samples.stream().filter(each -> each.phase.equals(OFFERED)).toList().getLast();
    Recount.Outcome recount = rig.recount(Duration.ofMinutes(10));
    return List.of(
        new Verdict(
            "lag grew and was worked off",
            mostLag > 0 && last().lag == 0,
            "at most %,d reports, %.0f s; %,d offered, %,d of them worked off meanwhile"
                .formatted(
                    mostLag,
                    samples.stream().mapToDouble(Sample::lagSeconds).max().orElse(0),
                    offered.offered,
                    offered.workedOff)),
        memory(),
        new Verdict(
            "no rebalance",
            samples.getFirst().rebalances == last().rebalances,
            "%d since the start".formatted(last().rebalances)),
        new Verdict(
            "no loss: tables equal a recount",
            recount.differences().isEmpty() && recount.records() == offering.sent(),
            "%,d differences, %,d records"
                .formatted(recount.differences().size(), recount.records())),
        alertsOnce(),
        highestAtOnce(latencies));
  }

  /** The last third of all looks after the first quarter against the first third of them. */
  private Verdict memory() {
    List<Sample> warm = samples.subList(samples.size() / 4, samples.size());
    int third = Math.max(1, warm.size() / 3);
    double before = resident(warm.subList(0, third));
    double after = resident(warm.subList(warm.size() - third, warm.size()));
    return new Verdict(
        "memory is flat",
        after <= FLAT * before,
        "%.0f MiB, then %.0f MiB; at most %.0f MiB"
            .formatted(before, after, rig.scorer().peakResidentBytes() / MEBI));
  }

  private static double resident(List<Sample> some) {
    return some.stream().mapToDouble(Sample::residentMebibytes).average().orElse(0);
  }

  /** Every change of a pair's level once: ids differ, and each pair counts from 1 without gaps. */
  private Verdict alertsOnce() {
    Set<String> ids = new HashSet<>();
    Map<String, Long> most = new HashMap<>();
    long[] alerts = new long[1];
    List<String> names = rig.topics().alerts().stream().map(Topic::name).toList();
    try (TopicFollower follower = new TopicFollower(rig.client(), names)) {
      follower.readToEnd(
          each -> {
            Alert alert = Json.read(each.value(), Alert.class);
            alerts[0]++;
            ids.add(alert.alertId());
            most.merge(alert.pair().key(), alert.sequence(), Math::max);
          });
    }
    long expected = most.values().stream().mapToLong(Long::longValue).sum();
    return new Verdict(
        "every alert exactly once",
        alerts[0] == ids.size() && alerts[0] == expected,
        "%,d alerts of %,d pairs, %,d ids".formatted(alerts[0], most.size(), ids.size()));
  }

  private static Verdict highestAtOnce(Map<AlertLevel, List<Double>> latencies) {
    List<Map.Entry<AlertLevel, List<Double>>> levels =
        latencies.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    if (levels.size() < 2) {
      return new Verdict(HIGHEST, false, "markers of one level only: " + latencies);
    }
    List<Double> highest = levels.getLast().getValue();
    return new Verdict(
        HIGHEST,
        quantile(highest, 0.99) <= AT_ONCE_SECONDS,
        "%s %.2f s after it was counted, at most %.2f s; %s after %.2f s (medians)"
            .formatted(
                levels.getLast().getKey(),
                quantile(highest, 0.5),
                highest.getLast(),
                levels.getFirst().getKey(),
                quantile(levels.getFirst().getValue(), 0.5)));
  }
}
