package io.tocsin.scorer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.Components;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.topology.metrics.ScoringBacklog;
import io.tocsin.topology.urgency.Urgency;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PrometheusMetricsTest {
  private static final LocalDate DAY = LocalDate.of(1999, 7, 15);
  private static final Instant NOW = Instant.parse("1999-07-15T12:00:00Z");

  private final MetricsRegistry registry = new MetricsRegistry();
  private final RecentShare refused = new RecentShare(InstantSource.fixed(NOW));
  private final PrometheusMetrics metrics =
      new PrometheusMetrics(registry.prometheus(), new Topics("test-", 4), refused);

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void everySeriesOfTheContractStandsInAScrapeBeforeAnythingHappens() {
    assertThat(lines("signal_detections_total"))
        .hasSize(12)
        .contains("signal_detections_total{alert_level=\"critical\",method=\"reports\"} 0.0");
    assertThat(lines("active_signal_detections")).containsExactly("active_signal_detections 0.0");
    assertThat(lines("adverse_event_reports"))
        .containsExactlyInAnyOrder(
            "adverse_event_reports_received_total 0.0",
            "adverse_event_reports_total{outcome=\"accepted\"} 0.0",
            "adverse_event_reports_total{outcome=\"dead_lettered\"} 0.0",
            "adverse_event_reports_total{outcome=\"duplicate\"} 0.0",
            "adverse_event_reports_total{outcome=\"retracted\"} 0.0",
            "adverse_event_reports_total{outcome=\"superseded\"} 0.0");
  }

  @Test
  void aScoredPairIsCountedByMethodAndLevelAndMeasured() {
    metrics.scored("reports", signal(0.80, AlertLevel.HIGH), 20_000_000);

    assertThat(lines("signal_detections_total"))
        .contains("signal_detections_total{alert_level=\"high\",method=\"reports\"} 1.0");
    assertThat(lines("signal_detection_duration_seconds"))
        .containsExactly(
            "signal_detection_duration_seconds_bucket{le=\"0.01\"} 0",
            "signal_detection_duration_seconds_bucket{le=\"0.05\"} 1",
            "signal_detection_duration_seconds_bucket{le=\"0.1\"} 1",
            "signal_detection_duration_seconds_bucket{le=\"0.5\"} 1",
            "signal_detection_duration_seconds_bucket{le=\"1.0\"} 1",
            "signal_detection_duration_seconds_bucket{le=\"2.5\"} 1",
            "signal_detection_duration_seconds_bucket{le=\"5.0\"} 1",
            "signal_detection_duration_seconds_bucket{le=\"10.0\"} 1",
            "signal_detection_duration_seconds_bucket{le=\"+Inf\"} 1",
            "signal_detection_duration_seconds_count 1",
            "signal_detection_duration_seconds_sum 0.02");
    assertThat(lines("fusion_score_distribution"))
        .containsExactly(
            "fusion_score_distribution_bucket{le=\"0.0\"} 0",
            "fusion_score_distribution_bucket{le=\"0.25\"} 0",
            "fusion_score_distribution_bucket{le=\"0.45\"} 0",
            "fusion_score_distribution_bucket{le=\"0.65\"} 0",
            "fusion_score_distribution_bucket{le=\"0.8\"} 1",
            "fusion_score_distribution_bucket{le=\"0.95\"} 1",
            "fusion_score_distribution_bucket{le=\"1.0\"} 1",
            "fusion_score_distribution_bucket{le=\"+Inf\"} 1",
            "fusion_score_distribution_count 1",
            "fusion_score_distribution_sum 0.8");
  }

  @Test
  void theSmallestAndTheLargestFusionScoreFallInTheFirstAndTheLastBucket() {
    metrics.scored("signals", signal(0, AlertLevel.NONE), 1);
    metrics.scored("signals", signal(1, AlertLevel.CRITICAL), 1);

    assertThat(lines("fusion_score_distribution"))
        .contains(
            "fusion_score_distribution_bucket{le=\"0.0\"} 1",
            "fusion_score_distribution_bucket{le=\"0.95\"} 1",
            "fusion_score_distribution_bucket{le=\"1.0\"} 2");
  }

  @Test
  void theTypesAreTheContracts() {
    metrics.error("SerializationException");

    assertThat(all(line -> line.startsWith("# TYPE ")))
        .contains(
            "# TYPE signal_detections_total counter",
            "# TYPE signal_detection_errors_total counter",
            "# TYPE signal_detection_duration_seconds histogram",
            "# TYPE active_signal_detections gauge",
            "# TYPE fusion_score_distribution histogram");
    assertThat(lines("signal_detection_errors_total"))
        .containsExactly(
            "signal_detection_errors_total{error_type=\"SerializationException\"} 1.0");
  }

  @Test
  void noReportVanishesFromTheAccount() {
    for (int i = 0; i < 6; i++) {
      metrics.received();
    }
    metrics.accepted();
    metrics.accepted();
    metrics.duplicate();
    metrics.superseded();
    metrics.retracted();
    metrics.deadLettered("test-adverse-event-reports", ErrorCode.KEY_MISMATCH);

    assertThat(lines("adverse_event_reports"))
        .containsExactlyInAnyOrder(
            "adverse_event_reports_received_total 6.0",
            "adverse_event_reports_total{outcome=\"accepted\"} 2.0",
            "adverse_event_reports_total{outcome=\"dead_lettered\"} 1.0",
            "adverse_event_reports_total{outcome=\"duplicate\"} 1.0",
            "adverse_event_reports_total{outcome=\"retracted\"} 1.0",
            "adverse_event_reports_total{outcome=\"superseded\"} 1.0");
    assertThat(lines("dead_letters_total"))
        .containsExactly(
            "dead_letters_total{code=\"key-mismatch\",topic=\"test-adverse-event-reports\"} 1.0");
    assertThat(refused.recent()).isEqualTo(new RecentShare.Recent(6, 1));
  }

  @Test
  void refusedSettingsAreCountedButAreNeitherReportsNorSignals() {
    metrics.deadLettered("test-control", ErrorCode.OUT_OF_RANGE);

    assertThat(lines("dead_letters_total"))
        .containsExactly("dead_letters_total{code=\"out-of-range\",topic=\"test-control\"} 1.0");
    assertThat(lines("adverse_event_reports_total"))
        .contains("adverse_event_reports_total{outcome=\"dead_lettered\"} 0.0");
    assertThat(refused.recent()).isEqualTo(new RecentShare.Recent(0, 0));
  }

  @Test
  void theVersionOfTheSettingsIsAskedForAtEachScrape() {
    List<String> versions = new ArrayList<>(List.of("defaults-1", "defaults-1+platform@v2"));
    registry.show("scoring_configuration", "Settings.", versions::removeFirst);

    assertThat(lines("scoring_configuration"))
        .containsExactly("scoring_configuration_info{version=\"defaults-1\"} 1");
    assertThat(lines("scoring_configuration"))
        .containsExactly("scoring_configuration_info{version=\"defaults-1+platform@v2\"} 1");
  }

  @Test
  void aRefusedSignalIsNoRefusedReport() {
    metrics.signalReceived();
    metrics.signalReceived();
    metrics.signalDuplicate();
    metrics.deadLettered("test-signals", ErrorCode.MALFORMED_JSON);

    assertThat(lines("adverse_event_reports_total"))
        .contains("adverse_event_reports_total{outcome=\"dead_lettered\"} 0.0");
    assertThat(lines("signal_observations"))
        .containsExactlyInAnyOrder(
            "signal_observations_received_total 2.0",
            "signal_observations_dropped_total{reason=\"dead_lettered\"} 1.0",
            "signal_observations_dropped_total{reason=\"duplicate\"} 1.0");
  }

  @Test
  void activeDetectionsAreTheSumOverThePartitionsHereAndForgottenWhenTheyMove() {
    metrics.activeDetections(0, Map.of(AlertLevel.LOW, 5L, AlertLevel.CRITICAL, 1L));
    metrics.activeDetections(1, Map.of(AlertLevel.LOW, 2L));
    metrics.activeDetections(0, Map.of(AlertLevel.LOW, 4L, AlertLevel.CRITICAL, 1L));
    metrics.scoringBacklog(
        0, new ScoringBacklog(Map.of(Urgency.SILENT, 6, Urgency.HIGH, 1), 1500, 250));
    metrics.scoringBacklog(1, new ScoringBacklog(Map.of(Urgency.SILENT, 3), 500, 20));

    assertThat(lines("active_signal_detections")).containsExactly("active_signal_detections 7.0");
    assertThat(lines("pairs_at_level"))
        .containsExactlyInAnyOrder(
            "pairs_at_level{alert_level=\"low\"} 6.0",
            "pairs_at_level{alert_level=\"watchlist\"} 0.0",
            "pairs_at_level{alert_level=\"moderate\"} 0.0",
            "pairs_at_level{alert_level=\"high\"} 0.0",
            "pairs_at_level{alert_level=\"critical\"} 1.0");
    assertThat(lines("scoring_backlog_pairs")).containsExactly("scoring_backlog_pairs 10.0");
    assertThat(lines("pairs_waiting"))
        .contains("pairs_waiting{urgency=\"silent\"} 9.0", "pairs_waiting{urgency=\"high\"} 1.0");
    assertThat(lines("scoring_longest_wait_seconds"))
        .containsExactly("scoring_longest_wait_seconds 1.5");
    assertThat(lines("counting_delay_seconds"))
        .containsExactlyInAnyOrder(
            "counting_delay_seconds{partition=\"0\"} 0.25",
            "counting_delay_seconds{partition=\"1\"} 0.02");

    metrics.forgetPartitions();

    assertThat(lines("active_signal_detections")).containsExactly("active_signal_detections 0.0");
    assertThat(lines("scoring_backlog_pairs")).containsExactly("scoring_backlog_pairs 0.0");
    assertThat(lines("counting_delay_seconds")).isEmpty();
  }

  @Test
  void anAlertIsCountedByTheLevelItReachesAndItsReason() {
    metrics.alertRaised(
        new Alert(
            "id",
            "ROTASHIELD",
            "INTUSSUSCEPTION",
            1,
            AlertLevel.NONE,
            AlertLevel.HIGH,
            AlertReason.ESCALATED,
            signal(0.9, AlertLevel.HIGH),
            DAY,
            NOW,
            null));

    assertThat(lines("alerts_raised_total"))
        .containsExactly("alerts_raised_total{alert_level=\"high\",reason=\"escalated\"} 1.0");
  }

  @Test
  void ofTheClientsMetricsOnlyTheChosenPass() {
    ClientMetrics filter = new ClientMetrics();

    assertThat(filter.accept(id("kafka.consumer.fetch.manager.records.lag")))
        .isEqualTo(MeterFilterReply.NEUTRAL);
    assertThat(filter.accept(id("kafka.stream.state.number.open.files")))
        .isEqualTo(MeterFilterReply.DENY);
    assertThat(filter.accept(id("jvm.memory.used"))).isEqualTo(MeterFilterReply.NEUTRAL);
  }

  private static Meter.Id id(String name) {
    return new Meter.Id(name, Tags.empty(), null, null, Meter.Type.GAUGE);
  }

  private static ScoredSignal signal(double fusionScore, AlertLevel level) {
    Components components =
        new Components(0, 0, 0, 0, new Components.Interactions(0, 0, 0, 0), 0, 0, 0, 0, 0, 0, 0, 0);
    return new ScoredSignal(
        "ROTASHIELD",
        "INTUSSUSCEPTION",
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        0.5,
        0,
        0,
        components,
        fusionScore,
        level,
        level,
        null,
        CaseSummary.NONE,
        "prior",
        "config",
        DAY,
        NOW);
  }

  private List<String> lines(String name) {
    return all(line -> line.startsWith(name));
  }

  private List<String> all(Predicate<String> wanted) {
    return registry.scrape().lines().filter(wanted).toList();
  }
}
