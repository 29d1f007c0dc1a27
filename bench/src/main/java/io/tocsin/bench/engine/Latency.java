package io.tocsin.bench.engine;

import io.tocsin.local.cli.Kafka;
import io.tocsin.local.process.ScorerProcess;
import io.tocsin.local.topics.TopicPlan;
import io.tocsin.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Report in → alert out: from when the third report of a {@linkplain Markers marker} was due until
 * the poll of a read_committed consumer returned its alert, under a load of other reports. The
 * scorer runs as the launcher starts it, in a process of its own; broker, producer and consumer
 * share its CPUs.
 */
final class Latency {
  private static final String PREFIX = "latency.";
  private static final String GROUP = "latency";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Until then the compilers of three processes take a CPU, which a higher rate does not leave. */
  private static final Duration FIRST_WARM_UP = Duration.ofSeconds(130);

  private static final double LOAD_OF_FIRST_WARM_UP = 0.25;

  /** How long more is sent than can be taken in, and how much of that is not measured. */
  private static final Duration OVERLOAD = Duration.ofSeconds(20);

  private static final Duration START_OF_OVERLOAD = Duration.ofSeconds(5);

  private static final Duration LAST_ALERTS = Duration.ofSeconds(60);

  private final Admin admin;
  private final Map<String, Object> client;
  private final Path directory;
  private final Duration duration;
  private final Topics topics = new Topics(PREFIX, Inputs.PARTITIONS);

  /**
   * What one load gave.
   *
   * @param load share of the highest rate
   * @param wanted reports per second that were to be sent
   * @param sent reports per second that were
   * @param alerts that were timed, without those of the warm-up
   * @param missing markers whose alert did not come
   * @param p50 milliseconds that half of the alerts took at most; absent without alerts, as the
   *     others
   * @param backlog reports that were not taken in yet when the last was sent
   * @param cpuMicros of the scorer per report
   * @param residentMegabytes of the scorer at the end
   */
  record Figures(
      double load,
      double wanted,
      double sent,
      int alerts,
      int missing,
      double p50,
      double p99,
      double max,
      long backlog,
      double cpuMicros,
      double residentMegabytes,
      double peakMegabytes) {}

  /**
   * @param duration of each load, after a warm-up of a third of it
   */
  Latency(Admin admin, Map<String, Object> client, Path directory, Duration duration) {
    this.admin = admin;
    this.client = client;
    this.directory = directory;
    this.duration = duration;
  }

  /**
   * Measures at shares of a rate, one after the other on the same scorer. The first minutes are not
   * measured: the compilers' warm-up.
   *
   * @param settings of the scorer, as variables
   * @param heap as {@code -Xmx} takes it
   * @param rate reports per second that the loads are shares of, or at least as many as the scorer
   *     can take in
   * @param isOffered whether the loads are shares of what it takes in of that rate, beside the
   *     broker and the producer of them
   * @param found hears of the rate that the loads are shares of
   * @param listener hears of each load's figures as they come
   */
  void measure(
      Map<String, String> settings,
      String heap,
      double rate,
      boolean isOffered,
      List<Double> loads,
      DoubleConsumer found,
      Consumer<Figures> listener)
      throws IOException, InterruptedException {
    Duration warmUp = duration.dividedBy(3);
    double shares = loads.stream().mapToDouble(Double::doubleValue).sum();
    long reports =
        (long)
                (rate
                    * (shares * duration.plus(warmUp).toMillis()
                        + LOAD_OF_FIRST_WARM_UP * FIRST_WARM_UP.toMillis()
                        + (isOffered ? OVERLOAD.toMillis() : 0))
                    / 1000)
            + 1_000L * (loads.size() + 2);
    TopicPlan.of(admin, topics).apply(admin);
    try (Spool spool = Spool.of(directory.resolve("reports"), reports);
        KafkaProducer<String, byte[]> producer = producer();
        AlertWatch alerts = new AlertWatch(client, topics);
        ScorerProcess scorer = ScorerProcess.start(directory, complete(settings), "-Xmx" + heap)) {
      scorer.awaitReady();
      PacedLoad load = new PacedLoad(producer, topics.adverseEventReports().name(), spool);
      load.send(LOAD_OF_FIRST_WARM_UP * rate, FIRST_WARM_UP);
      double highest = isOffered ? takenInOf(rate, load) : rate;
      found.accept(highest);
      for (double share : loads) {
        awaitTakenIn();
        listener.accept(measure(share, share * highest, load, alerts, scorer));
      }
      scorer.terminate();
      scorer.awaitExit();
    }
  }

  /** Reports per second that the scorer takes in while so many are sent. */
  private double takenInOf(double rate, PacedLoad load) {
    load.send(rate, START_OF_OVERLOAD);
    long before = takenIn();
    long begun = System.nanoTime();
    load.send(rate, OVERLOAD.minus(START_OF_OVERLOAD));
    return (takenIn() - before) / ((System.nanoTime() - begun) / 1e9);
  }

  private Figures measure(
      double share, double rate, PacedLoad load, AlertWatch alerts, ScorerProcess scorer) {
    load.send(rate, duration.dividedBy(3));
    Duration cpu = scorer.cpuTime();
    PacedLoad.Sent sent = load.send(rate, duration);
    double cpuMicros = scorer.cpuTime().minus(cpu).toNanos() / 1e3 / sent.sent();
    long backlog = backlog();
    Map<Integer, Long> due = sent.dueNanos();
    long deadline = System.nanoTime() + LAST_ALERTS.toNanos();
    Kafka.await(
        "the last alerts",
        LAST_ALERTS.multipliedBy(2),
        () -> alerts.seen().keySet().containsAll(due.keySet()) || System.nanoTime() > deadline);
    double[] millis =
        due.entrySet().stream()
            .filter(marker -> alerts.seen().containsKey(marker.getKey()))
            .mapToDouble(
                marker ->
                    (alerts.seen().getOrDefault(marker.getKey(), 0L) - marker.getValue()) / 1e6)
            .sorted()
            .toArray();
    if (millis.length == 0) {
      throw new IllegalStateException(
          "none of %d alerts came at %.0f reports/s".formatted(due.size(), rate));
    }
    return new Figures(
        share,
        rate,
        sent.reportsPerSecond(),
        millis.length,
        due.size() - millis.length,
        quantile(millis, 0.5),
        quantile(millis, 0.99),
        quantile(millis, 1),
        backlog,
        cpuMicros,
        scorer.residentBytes() / 1048576.0,
        scorer.peakResidentBytes() / 1048576.0);
  }

  /** The least value that so large a share is not above. */
  private static double quantile(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  private Map<String, String> complete(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(
        "TOCSIN_KAFKA_BOOTSTRAP_SERVERS",
        String.valueOf(client.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)));
    all.put("TOCSIN_TOPIC_PREFIX", PREFIX);
    all.put("TOCSIN_SCORER_APPLICATION_ID", GROUP);
    all.put("TOCSIN_SCORER_STATE_DIR", directory.resolve("latency-state").toString());
    return all;
  }

  private void awaitTakenIn() {
    Kafka.await("all reports to be taken in", PATIENCE, () -> backlog() == 0);
  }

  private long backlog() {
    String topic = topics.adverseEventReports().name();
    long sent =
        Kafka.endOffsets(admin, topic, Inputs.PARTITIONS, IsolationLevel.READ_COMMITTED)
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .sum();
    return sent - takenIn();
  }

  private long takenIn() {
    String topic = topics.adverseEventReports().name();
    var committed =
        Kafka.answer(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata());
    return IntStream.range(0, Inputs.PARTITIONS)
        .mapToObj(partition -> committed.get(new TopicPartition(topic, partition)))
        .filter(Objects::nonNull)
        .mapToLong(OffsetAndMetadata::offset)
        .sum();
  }

  private KafkaProducer<String, byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }
}
