package io.tocsin.bench;

import io.tocsin.bench.fuzz.Mutator;
import io.tocsin.bench.fuzz.Seeds;
import io.tocsin.bench.fuzz.Targets;
import io.tocsin.bench.fuzz.Trial;
import io.tocsin.local.cli.TopicFollower;
import io.tocsin.local.recount.Recount;
import io.tocsin.schemas.deadletter.DeadLetter;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.deadletter.LetterContent;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.report.ReportReader;
import io.tocsin.schemas.signal.ObservationReader;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.status.logs.Logs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Mutated records, first to every reader within bounds of time and memory, then onto the topics of
 * a running scorer: each must be accepted, dropped as known, or dead-lettered, and the tables must
 * equal a recount.
 *
 * <p>{@code bench/run Fuzz [records] [seed]}
 */
public final class Fuzz {
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final int READERS_SHARE = 10;

  /** One record in so many is a signal. */
  private static final int SIGNALS = 5;

  /** One record in so many has many megabytes, as compression lets through. */
  private static final int HUGE = 20_000;

  private static final int HUGE_BYTES = 6_000_000;

  private final Rig rig;
  private final long records;
  private final Random random;
  private final Seeds seeds;
  private final Mutator mutator;
  private final ReportReader reports = new ReportReader();
  private final ObservationReader observations = new ObservationReader();
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Tally sentReports = new Tally();
  private final Tally sentSignals = new Tally();
  private final Set<SignalObservation> distinct = new HashSet<>();

  private static final class Tally {
    private long sent;
    private long refusable;
    private long bytes;
  }

  private Fuzz(Rig rig, long records, long seed) {
    this.rig = rig;
    this.records = records;
    random = new Random(seed);
    seeds = new Seeds(seed, (int) Math.max(1000, records / 4));
    mutator = new Mutator(seed);
  }

  /** Runs both parts and prints tables, then JSON; exits with 1 when something did not hold. */
  public static void main(String[] arguments) throws Exception {
    Logs.configure("quiet");
    long records = arguments.length > 0 ? Long.parseLong(arguments[0]) : 100_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    Map<String, Object> figures = new TreeMap<>();
    figures.put("records", records);
    figures.put("seed", seed);
    figures.put("readers", readers(records / READERS_SHARE, seed));
    boolean held;
    try (Rig rig = Rig.start()) {
      held = new Fuzz(rig, records, seed).run(figures);
    }
    System.out.println(new String(Json.write(figures), StandardCharsets.UTF_8));
    System.exit(held ? 0 : 1);
  }

  private static List<Map<String, Object>> readers(long records, long seed) {
    System.out.printf(
        "%-20s %9s %9s %9s %12s %16s %s%n",
        "reader", "records", "accepted", "refused", "slowest", "most memory", "refused by code");
    List<Map<String, Object>> all = new ArrayList<>();
    for (var target : new Targets(seed).all()) {
      Trial trial = Trial.run(target, records);
      System.out.printf(
          Locale.ROOT,
          "%-20s %,9d %,9d %,9d %9.1f ms %,10d bytes %s%n",
          trial.target(),
          trial.records(),
          trial.accepted(),
          trial.records() - trial.accepted(),
          trial.slowest().toNanos() / 1e6,
          trial.largest(),
          trial.refused());
      all.add(
          Map.of(
              "reader", trial.target(),
              "records", trial.records(),
              "refused", trial.refused(),
              "slowest_ms", trial.slowest().toNanos() / 1e6,
              "most_bytes", trial.largest(),
              "of_record_bytes", trial.ofBytes()));
    }
    return all;
  }

  private boolean run(Map<String, Object> figures) throws InterruptedException {
    String reportTopic = rig.topics().adverseEventReports().name();
    String signalTopic = rig.topics().signals().name();
    send(reportTopic, signalTopic);
    rig.await(
        "the scorer to read all records",
        PATIENCE,
        () ->
            rig.workedOff(reportTopic) == sentReports.sent
                && rig.workedOff(signalTopic) == sentSignals.sent);
    Recount.Outcome recount = rig.recount(Duration.ofMinutes(10));
    Map<String, Long> deadReports = deadLetters(rig.topics().reportsDeadLetters().name());
    Map<String, Long> deadSignals = deadLetters(rig.topics().signalsDeadLetters().name());
    Scrape metrics = rig.scrape();
    Map<String, Long> outcomes = outcomes(metrics);
    print("reports", sentReports, outcomes, deadReports);
    Map<String, Long> signalOutcomes = signalOutcomes(metrics);
    print("signals", sentSignals, signalOutcomes, deadSignals);
    figures.put("report_outcomes", outcomes);
    figures.put("signal_outcomes", signalOutcomes);
    figures.put("dead_reports", deadReports);
    figures.put("dead_signals", deadSignals);
    figures.put("scorer_peak_resident_bytes", rig.scorer().peakResidentBytes());
    List<Verdict> verdicts =
        List.of(
            new Verdict(
                "accepted + known + dead-lettered = sent, reports",
                sum(outcomes) == sentReports.sent,
                "%,d of %,d".formatted(sum(outcomes), sentReports.sent)),
            new Verdict(
                "accepted + known + dead-lettered = sent, signals",
                sum(signalOutcomes) == sentSignals.sent
                    && signalOutcomes.getOrDefault("accepted", 0L) == distinct.size(),
                "%,d of %,d, %,d distinct"
                    .formatted(sum(signalOutcomes), sentSignals.sent, distinct.size())),
            new Verdict(
                "dead letters on the topic = records that must be refused",
                sum(deadReports) == sentReports.refusable
                    && sum(deadSignals) == sentSignals.refusable,
                "%,d and %,d of %,d and %,d"
                    .formatted(
                        sum(deadReports),
                        sum(deadSignals),
                        sentReports.refusable,
                        sentSignals.refusable)),
            new Verdict(
                "tables equal a recount",
                recount.differences().isEmpty(),
                "%,d differences, %,d pairs, %,d reports stand"
                    .formatted(recount.differences().size(), recount.pairs(), recount.reports())),
            new Verdict(
                "the scorer lived",
                rig.scorer().alive(),
                "at most %,d MiB resident".formatted(rig.scorer().peakResidentBytes() >> 20)));
    Verdict.print(verdicts);
    figures.put("verdicts", verdicts);
    return Verdict.allHeld(verdicts);
  }

  private void send(String reportTopic, String signalTopic) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer = rig.producer()) {
      for (long i = 0; i < records; i++) {
        boolean signal = random.nextInt(SIGNALS) == 0;
        byte[] value = value(signal, i);
        String contentKey = signal ? signalKey(value) : reportKey(value);
        byte[] key = key(contentKey);
        Tally tally = signal ? sentSignals : sentReports;
        tally.sent++;
        tally.bytes += value == null ? 0 : value.length;
        if (contentKey == null || key == null || !contentKey.equals(text(key))) {
          tally.refusable++;
        } else if (signal) {
          distinct.add(observations.read(Objects.requireNonNull(value), today));
        }
        var ignored =
            producer.send(
                new ProducerRecord<>(signal ? signalTopic : reportTopic, key, value),
                (stored, exception) -> {
                  if (exception != null) {
                    failure.compareAndSet(null, exception);
                  }
                });
      }
    }
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the records could not be stored", failed);
    }
  }

  private byte @Nullable [] value(boolean signal, long number) {
    if (number % HUGE == HUGE / 2) {
      byte[] huge = new byte[HUGE_BYTES];
      Arrays.fill(huge, (byte) 'x');
      return huge;
    }
    if (random.nextInt(500) == 0) {
      return null;
    }
    return mutator.json(signal ? seeds.observation() : seeds.report());
  }

  /** The key that the record has to have; absent when its value has to be refused. */
  private @Nullable String reportKey(byte @Nullable [] value) {
    try {
      return value == null ? null : reports.read(value, today).reportId();
    } catch (InvalidRecordException e) {
      return null;
    }
  }

  private @Nullable String signalKey(byte @Nullable [] value) {
    try {
      return value == null ? null : observations.read(value, today).pair().key();
    } catch (InvalidRecordException e) {
      return null;
    }
  }

  private byte @Nullable [] key(@Nullable String right) {
    int luck = random.nextInt(200);
    if (luck == 0) {
      return null;
    }
    if (luck == 1) {
      byte[] any = new byte[random.nextInt(300)];
      random.nextBytes(any);
      return any;
    }
    return (right == null ? "F-1" : right).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] key) {
    return new String(key, StandardCharsets.UTF_8);
  }

  private Map<String, Long> deadLetters(String topic) {
    Map<String, Long> byCode = new TreeMap<>();
    try (TopicFollower letters = new TopicFollower(rig.client(), List.of(topic))) {
      letters.readToEnd(
          each -> {
            DeadLetter letter = DeadLetter.readFrom(each.headers()).orElseThrow();
            boolean cut = each.headers().lastHeader(LetterContent.CUT) != null;
            byCode.merge(letter.code().code() + (cut ? ", cut" : ""), 1L, Long::sum);
          });
    }
    return byCode;
  }

  private static Map<String, Long> outcomes(Scrape metrics) {
    Map<String, Long> outcomes = new TreeMap<>();
    for (String outcome :
        List.of("accepted", "duplicate", "superseded", "retracted", "dead_lettered")) {
      String label = "outcome=\"%s\"".formatted(outcome);
      outcomes.put(outcome, (long) metrics.sum("adverse_event_reports_total", label));
    }
    return outcomes;
  }

  private static Map<String, Long> signalOutcomes(Scrape metrics) {
    Map<String, Long> outcomes = new TreeMap<>();
    for (String reason : List.of("duplicate", "dead_lettered")) {
      String label = "reason=\"%s\"".formatted(reason);
      outcomes.put(reason, (long) metrics.sum("signal_observations_dropped_total", label));
    }
    long received = (long) metrics.sum("signal_observations_received_total");
    outcomes.put("accepted", received - sum(outcomes));
    return outcomes;
  }

  private static void print(
      String what, Tally sent, Map<String, Long> outcomes, Map<String, Long> dead) {
    System.out.printf(
        Locale.ROOT,
        "%s: sent %,d (%,d bytes), by outcome %s, dead letters by code %s%n",
        what,
        sent.sent,
        sent.bytes,
        outcomes,
        dead);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
