package io.tocsin.scorer.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.topology.metrics.ScoringBacklog;
import io.tocsin.topology.metrics.TopologyMetrics;
import io.tocsin.topology.urgency.Urgency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what the graph decides.
 *
 * <table>
 *   <caption>Metrics</caption>
 *   <tr><td>{@code signal_detections_total{method,alert_level}}<td>pairs scored
 *   <tr><td>{@code signal_detection_errors_total{error_type}}<td>failures that stop the stream
 *   <tr><td>{@code signal_detection_duration_seconds}<td>histogram: one scoring
 *   <tr><td>{@code active_signal_detections}<td>pairs above level none, on this instance
 *   <tr><td>{@code fusion_score_distribution}<td>histogram: fusion scores
 *   <tr><td>{@code pairs_at_level{alert_level}}<td>the same pairs, by level
 *   <tr><td>{@code scoring_backlog_pairs}<td>pairs that wait to be scored, on this instance
 *   <tr><td>{@code pairs_waiting{urgency}}<td>the same pairs, by urgency: {@code new} those
 *       that may ring and have not, {@code critical} to {@code low} the level of the last score,
 *       {@code none} at no level, {@code silent} those that cannot ring
 *   <tr><td>{@code scoring_longest_wait_seconds}<td>how long the pair has waited that has waited
 *       longest
 *   <tr><td>{@code counting_delay_seconds{partition}}<td>from a report's coming in to its being
 *       counted, by counting partition, as of the last reports
 *   <tr><td>{@code pairs_rescored_total}<td>pairs scored anew because margins, model, configuration
 *       or the as-of date had moved
 *   <tr><td>{@code model_info{version,method}}<td>1: the model that was broadcast last
 *   <tr><td>{@code model_fits_total{method}}<td>models broadcast
 *   <tr><td>{@code model_fit_duration_seconds}<td>histogram: one fit
 *   <tr><td>{@code alerts_raised_total{alert_level,reason}}<td>alerts, by the level they reach
 *   <tr><td>{@code adverse_event_reports_received_total}<td>records read
 *   <tr><td>{@code adverse_event_reports_total{outcome}}<td>what became of them; the sum over
 *       outcomes equals the records read
 *   <tr><td>{@code signal_observations_received_total}<td>ready-made signals read
 *   <tr><td>{@code signal_observations_dropped_total{reason}}<td>those not scored
 *   <tr><td>{@code dead_letters_total{topic,code}}<td>records refused, settings among them
 * </table>
 */
public final class PrometheusMetrics implements TopologyMetrics {
  private static final List<String> METHODS = List.of("reports", "signals");
  private static final List<AlertLevel> LEVELS = List.of(AlertLevel.values());
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double[] SECONDS = {0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10};
  private static final double[] SCORES = {0, 0.25, 0.45, 0.65, 0.80, 0.95, 1};
  private static final double NANOS_PER_SECOND = 1e9;

  private final String reportsTopic;
  private final String signalsTopic;
  private final Map<String, Map<AlertLevel, CounterDataPoint>> detections = new HashMap<>();
  private final Counter errors;
  private final DistributionDataPoint duration;
  private final DistributionDataPoint fusionScores;
  private final Gauge active;
  private final Gauge atLevel;
  private final Gauge backlog;
  private final Gauge waiting;
  private final Gauge longestWait;
  private final Gauge delay;
  private final CounterDataPoint rescored;
  private final Gauge modelInfo;
  private final Counter modelFits;
  private final Histogram modelFitDuration;
  private final Counter alerts;
  private final Counter reportsReceived;
  private final CounterDataPoint accepted;
  private final CounterDataPoint duplicate;
  private final CounterDataPoint superseded;
  private final CounterDataPoint retracted;
  private final CounterDataPoint reportsRefused;
  private final Counter observationsReceived;
  private final CounterDataPoint observationsRepeated;
  private final CounterDataPoint observationsRefused;
  private final Counter deadLetters;
  private final RecentShare refused;
  private final Map<Integer, Map<AlertLevel, Long>> levelsByPartition = new ConcurrentHashMap<>();
  private final Map<Integer, ScoringBacklog> backlogByPartition = new ConcurrentHashMap<>();

  /**
   * Registers every metric.
   *
   * @param refused is told of every report and signal read, and of those refused
   */
  public PrometheusMetrics(PrometheusRegistry registry, Topics topics, RecentShare refused) {
    this.refused = refused;
    reportsTopic = topics.adverseEventReports().name();
    signalsTopic = topics.signals().name();
    Meters meters = new Meters(registry);
    Counter scorings =
        meters.counter("signal_detections_total", "Pairs scored.", "method", "alert_level");
    for (String method : METHODS) {
      Map<AlertLevel, CounterDataPoint> byLevel = new EnumMap<>(AlertLevel.class);
      LEVELS.forEach(level -> byLevel.put(level, scorings.labelValues(method, wire(level))));
      detections.put(method, byLevel);
    }
    errors =
        meters.counter(
            "signal_detection_errors_total", "Failures that stop the stream.", "error_type");
    duration =
        meters
            .histogram("signal_detection_duration_seconds", "Time that one scoring took.", SECONDS)
            .labelValues();
    fusionScores =
        meters
            .histogram("fusion_score_distribution", "Fusion scores of the pairs scored.", SCORES)
            .labelValues();
    active = meters.gauge("active_signal_detections", "Pairs above level none, on this instance.");
    atLevel = meters.gauge("pairs_at_level", "Pairs at a level, on this instance.", "alert_level");
    backlog =
        meters.gauge("scoring_backlog_pairs", "Pairs waiting to be scored, on this instance.");
    waiting = meters.gauge("pairs_waiting", "Pairs waiting to be scored, by urgency.", "urgency");
    longestWait =
        meters.gauge("scoring_longest_wait_seconds", "How long a pair has waited, at the longest.");
    delay =
        meters.gauge(
            "counting_delay_seconds",
            "From a report's coming in to its being counted, as of the last reports.",
            "partition");
    rescored =
        meters
            .counter(
                "pairs_rescored_total",
                "Pairs scored anew because margins, model, configuration or the date had moved.")
            .labelValues();
    modelInfo = meters.gauge("model_info", "The model broadcast last.", "version", "method");
    modelFits = meters.counter("model_fits_total", "Models broadcast.", "method");
    modelFitDuration =
        meters.histogram("model_fit_duration_seconds", "Time that one fit took.", SECONDS);
    alerts =
        meters.counter(
            "alerts_raised_total", "Alerts, by the level they reach.", "alert_level", "reason");
    reportsReceived =
        meters.counter("adverse_event_reports_received_total", "Reports read, in any version.");
    Counter outcomes =
        meters.counter(
            "adverse_event_reports_total", "What became of the reports read.", "outcome");
    accepted = outcomes.labelValues("accepted");
    duplicate = outcomes.labelValues("duplicate");
    superseded = outcomes.labelValues("superseded");
    retracted = outcomes.labelValues("retracted");
    reportsRefused = outcomes.labelValues("dead_lettered");
    observationsReceived =
        meters.counter("signal_observations_received_total", "Ready-made signals read.");
    Counter dropped =
        meters.counter(
            "signal_observations_dropped_total", "Ready-made signals not scored.", "reason");
    observationsRepeated = dropped.labelValues("duplicate");
    observationsRefused = dropped.labelValues("dead_lettered");
    deadLetters = meters.counter("dead_letters_total", "Records refused.", "topic", "code");
    showLevels();
    showBacklog();
  }

  @Override
  public void received() {
    reportsReceived.inc();
    refused.seen();
  }

  @Override
  public void accepted() {
    accepted.inc();
  }

  @Override
  public void duplicate() {
    duplicate.inc();
  }

  @Override
  public void superseded() {
    superseded.inc();
  }

  @Override
  public void retracted() {
    retracted.inc();
  }

  @Override
  public void signalReceived() {
    observationsReceived.inc();
    refused.seen();
  }

  @Override
  public void signalDuplicate() {
    observationsRepeated.inc();
  }

  @Override
  public void deadLettered(String topic, ErrorCode code) {
    deadLetters.labelValues(topic, code.code()).inc();
    if (topic.equals(reportsTopic)) {
      reportsRefused.inc();
      refused.counted();
    } else if (topic.equals(signalsTopic)) {
      observationsRefused.inc();
      refused.counted();
    }
  }

  @Override
  public void scored(String method, ScoredSignal signal, long nanos) {
    Map<AlertLevel, CounterDataPoint> byLevel = Objects.requireNonNull(detections.get(method));
    Objects.requireNonNull(byLevel.get(signal.alertLevel())).inc();
    duration.observe(nanos / NANOS_PER_SECOND);
    fusionScores.observe(signal.fusionScore());
  }

  @Override
  public void alertRaised(Alert alert) {
    alerts.labelValues(wire(alert.toLevel()), wire(alert.reason())).inc();
  }

  @Override
  public void activeDetections(int partition, Map<AlertLevel, Long> pairsByLevel) {
    levelsByPartition.put(partition, Map.copyOf(pairsByLevel));
    showLevels();
  }

  @Override
  public void scoringBacklog(int partition, ScoringBacklog told) {
    backlogByPartition.put(partition, told);
    delay.labelValues(Integer.toString(partition)).set(told.delay() / MILLIS_PER_SECOND);
    showBacklog();
  }

  private void showBacklog() {
    Map<Urgency, Integer> pairs = new EnumMap<>(Urgency.class);
    long longest = 0;
    for (ScoringBacklog each : backlogByPartition.values()) {
      each.waiting().forEach((urgency, count) -> pairs.merge(urgency, count, Integer::sum));
      longest = Math.max(longest, each.longestWait());
    }
    long all = 0;
    for (Urgency urgency : Urgency.values()) {
      int count = pairs.getOrDefault(urgency, 0);
      waiting.labelValues(urgency.wire()).set(count);
      all += count;
    }
    backlog.set((double) all);
    longestWait.set(longest / MILLIS_PER_SECOND);
  }

  @Override
  public void rescored() {
    rescored.inc();
  }

  @Override
  public void modelFitted(ModelParameters model, long nanos) {
    modelInfo.clear();
    modelInfo.labelValues(model.version(), wire(model.method())).set(1);
    modelFits.labelValues(wire(model.method())).inc();
    modelFitDuration.observe(nanos / NANOS_PER_SECOND);
  }

  @Override
  public void error(String errorType) {
    errors.labelValues(errorType).inc();
  }

  /**
   * Forgets what the partitions held. Those that stay on this instance tell again; those that moved
   * are another instance's to tell.
   */
  public void forgetPartitions() {
    levelsByPartition.clear();
    backlogByPartition.clear();
    delay.clear();
    showBacklog();
    showLevels();
  }

  private void showLevels() {
    Map<AlertLevel, Long> sums = new EnumMap<>(AlertLevel.class);
    levelsByPartition
        .values()
        .forEach(byLevel -> byLevel.forEach((level, pairs) -> sums.merge(level, pairs, Long::sum)));
    long above = 0;
    for (AlertLevel level : LEVELS) {
      if (level.above(AlertLevel.NONE)) {
        long pairs = sums.getOrDefault(level, 0L);
        atLevel.labelValues(wire(level)).set((double) pairs);
        above += pairs;
      }
    }
    active.set((double) above);
  }

  private static String wire(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
