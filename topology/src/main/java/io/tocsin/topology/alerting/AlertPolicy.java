package io.tocsin.topology.alerting;

import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.scoring.AlertingThresholds;
import io.tocsin.scoring.EvidenceGate;
import io.tocsin.scoring.LevelThresholds;
import io.tocsin.scoring.ScoringConfig;
import org.jspecify.annotations.Nullable;

/**
 * When a pair rings: at a change of its level, with hysteresis on the way down, and again when a
 * high level has stood for long.
 *
 * @param thresholds least fusion score of each level
 * @param gate what a contingency table must show
 * @param fading how much a pair must fade before it stops ringing, and when it rings again
 */
record AlertPolicy(LevelThresholds thresholds, EvidenceGate gate, AlertingThresholds fading) {

  /** The policy that settings stand for. */
  static AlertPolicy of(ScoringConfig config) {
    return new AlertPolicy(config.levels(), config.gate(), config.alerting());
  }

  /** A change that is announced. */
  record Transition(AlertLevel from, AlertLevel to, AlertReason reason) {}

  /**
   * What a new score changes; nothing when absent.
   *
   * @param known absent for a pair that has never rung
   */
  @Nullable Transition decide(@Nullable AlertState known, ScoredSignal signal) {
    AlertLevel from = known == null ? AlertLevel.NONE : known.level();
    AlertLevel to = settle(from, signal);
    if (to.above(from)) {
      return new Transition(from, to, AlertReason.ESCALATED);
    }
    if (known == null) {
      return null;
    }
    if (from.above(to)) {
      boolean takenBack = reports(signal) < known.reports();
      return new Transition(from, to, takenBack ? AlertReason.RETRACTED : AlertReason.DE_ESCALATED);
    }
    boolean due = signal.asOf().toEpochDay() - known.lastRaisedDay() >= fading.renewAfterDays();
    return due && to.above(AlertLevel.MODERATE)
        ? new Transition(from, to, AlertReason.RENEWED)
        : null;
  }

  private AlertLevel settle(AlertLevel current, ScoredSignal signal) {
    if (!current.above(signal.alertLevel())) {
      return signal.alertLevel();
    }
    if (signal.heldBack() != null && evidenceIsGone(signal)) {
      return signal.alertLevel();
    }
    AlertLevel held = AlertLevel.NONE;
    for (AlertLevel level : AlertLevel.values()) {
      if (!level.above(current)
          && signal.fusionScore() >= threshold(level) - fading.scoreMargin()) {
        held = level;
      }
    }
    return held;
  }

  private boolean evidenceIsGone(ScoredSignal signal) {
    Measures measures = signal.measures();
    if (measures == null || reports(signal) < gate.minReports()) {
      return true;
    }
    Double ic025 = measures.ic().lower();
    return ic025 == null || ic025 <= gate.ic025Above() - fading.icMargin();
  }

  private double threshold(AlertLevel level) {
    return switch (level) {
      case NONE -> 0;
      case LOW -> thresholds.low();
      case WATCHLIST -> thresholds.watchlist();
      case MODERATE -> thresholds.moderate();
      case HIGH -> thresholds.high();
      case CRITICAL -> thresholds.critical();
    };
  }

  /** Reports of the pair behind a score. */
  static long reports(ScoredSignal signal) {
    ContingencyTable table = signal.table();
    return table == null ? 0 : table.n11();
  }
}
