package io.tocsin.reasoning;

import io.tocsin.reasoning.assessment.CaseFiles;
import io.tocsin.reasoning.evidence.EvidenceGatherer;
import io.tocsin.reasoning.evidence.EvidenceSources;
import io.tocsin.reasoning.evidence.ProductLabels;
import io.tocsin.reasoning.follow.TableFollower;
import io.tocsin.reasoning.metrics.ReasoningMetrics;
import io.tocsin.reasoning.rules.RulesEngine;
import io.tocsin.status.HealthComponent;
import io.tocsin.status.HealthState;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens case files from the sources of evidence that are configured, and watches over these. */
final class Cases implements AutoCloseable {
  /**
   * A labels' topic that cannot be read for longer holds nobody up; the labels are then missing.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final @Nullable TableFollower<?> labels;
  private final EvidenceGatherer gatherer;
  private final CaseFiles files;
  private final long opened = System.nanoTime();

  private Cases(
      ReasoningConfig config,
      @Nullable ProductLabels labels,
      ReasoningMetrics metrics,
      Clock clock) {
    RulesEngine rules = new RulesEngine();
    this.labels = labels == null ? null : labels.table();
    this.gatherer =
        new EvidenceGatherer(
            EvidenceSources.of(config.evidence(), rules, labels, clock),
            config.evidence().deadline(),
            metrics::evidenceMissed,
            clock);
    this.files = new CaseFiles(gatherer::gather, rules, metrics::injectionFlagged, clock);
  }

  /**
   * Opens the sources.
   *
   * @param online whether labels are followed; they are not without Kafka
   */
  static Cases of(ReasoningConfig config, boolean online, ReasoningMetrics metrics, Clock clock) {
    return online ? following(config, metrics, clock) : new Cases(config, null, metrics, clock);
  }

  private static Cases following(ReasoningConfig config, ReasoningMetrics metrics, Clock clock) {
    ProductLabels labels = ProductLabels.follow(config.kafka(), config.topics());
    TableFollower<?> table = labels.table();
    metrics.gauge("reasoning_labels", "drugs whose product label is known", table::size);
    metrics.gauge("reasoning_labels_skipped", "labels that cannot be read", table::skipped);
    return new Cases(config, labels, metrics, clock);
  }

  CaseFiles files() {
    return files;
  }

  /** Why it is too early to take up alerts; absent when it is not. */
  @Nullable String paused() {
    return reading() && patient() ? "product labels are being read" : null;
  }

  /** Whether what is not read yet may be waited for. */
  boolean patient() {
    return System.nanoTime() - opened < PATIENCE.toNanos();
  }

  private boolean reading() {
    return labels != null && !labels.hasCaughtUp();
  }

  HealthComponent health() {
    Map<String, Object> details = new LinkedHashMap<>();
    if (labels == null) {
      return new HealthComponent("evidence", HealthState.UP, details);
    }
    details.put("labels", labels.size());
    details.put("labels_read", labels.hasCaughtUp());
    details.put("labels_skipped", labels.skipped());
    String trouble = labels.trouble();
    if (trouble != null) {
      details.put("trouble", trouble);
    }
    return new HealthComponent(
        "evidence",
        trouble == null && (!reading() || patient()) ? HealthState.UP : HealthState.DEGRADED,
        details);
  }

  @Override
  public void close() {
    gatherer.close();
  }
}
