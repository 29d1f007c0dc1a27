package io.tocsin.topology;

import io.tocsin.schemas.report.DrugRole;
import io.tocsin.scoring.Prior;
import io.tocsin.scoring.ScoringConfig;
import io.tocsin.scoring.strata.Strata;
import io.tocsin.topology.alerting.AlertPolicy;
import io.tocsin.topology.margins.MarginSchedule;
import io.tocsin.topology.model.RefitSchedule;
import io.tocsin.topology.scoring.AsOf;
import io.tocsin.topology.scoring.ScoringSchedule;
import io.tocsin.topology.scoring.SweepSchedule;
import io.tocsin.topology.state.Backend;
import io.tocsin.topology.strata.Dimension;
import java.time.Duration;
import java.util.Set;

/**
 * All that the stream graph depends on.
 *
 * @param countingPartitions partitions that drugs are counted in, 1 to 1 000; fixed for the life of
 *     the application's state
 * @param countedRoles roles in which a drug counts
 * @param stratifiedBy what counts are stratified by, nothing if empty; fixed for the life of the
 *     application's state
 * @param backend when tables are written to their changelogs
 * @param signalWindow how long a repeated observation is dropped
 * @param asOf which day "recent" is relative to
 * @param schedule when pairs are scored whose reports have changed
 * @param sweep when the others are
 * @param refit when the model is fitted anew
 * @param scoring the settings that control records override
 * @param prior θ until one is fitted
 */
public record TopologyConfig(
    int countingPartitions,
    Set<DrugRole> countedRoles,
    Set<Dimension> stratifiedBy,
    Backend backend,
    MarginSchedule margins,
    Duration signalWindow,
    AsOf asOf,
    ScoringSchedule schedule,
    SweepSchedule sweep,
    RefitSchedule refit,
    AlertPolicy alerting,
    ScoringConfig scoring,
    Prior prior) {

  /** How far a score must fall below a level before the level is left. */
  public static final double SCORE_MARGIN = 0.02;

  /** How far IC025 must fall below the gate before a level is taken away. */
  public static final double IC_MARGIN = 0.1;

  /** As-of days after which a high or critical level is announced again. */
  public static final int RENEW_AFTER_DAYS = 180;

  /** Refuses numbers and intervals out of bounds. */
  public TopologyConfig {
    countedRoles = Set.copyOf(countedRoles);
    stratifiedBy = Set.copyOf(stratifiedBy);
    if (countingPartitions < 1 || countingPartitions > 1000) {
      throw new IllegalArgumentException(
          "there are %d counting partitions, there must be 1 to 1000"
              .formatted(countingPartitions));
    }
    if (countedRoles.isEmpty()) {
      throw new IllegalArgumentException("no drug role is counted, so nothing ever would be");
    }
    if (signalWindow.toMillis() < 1000) {
      throw new IllegalArgumentException(
          "the signal window is %s, it must be at least 1 s".formatted(signalWindow));
    }
  }

  /** The settings as designed. */
  public static TopologyConfig defaults(int countingPartitions) {
    ScoringConfig scoring = ScoringConfig.DEFAULTS;
    return new TopologyConfig(
        countingPartitions,
        Set.of(DrugRole.PRIMARY_SUSPECT, DrugRole.SECONDARY_SUSPECT, DrugRole.INTERACTING),
        Set.of(Dimension.SEX, Dimension.AGE),
        Backend.WRITE_BEHIND,
        MarginSchedule.DEFAULTS,
        Duration.ofDays(1),
        AsOf.CLOCK,
        ScoringSchedule.DEFAULTS,
        SweepSchedule.DEFAULTS,
        RefitSchedule.DEFAULTS,
        new AlertPolicy(
            scoring.levels(), scoring.gate(), SCORE_MARGIN, IC_MARGIN, RENEW_AFTER_DAYS),
        scoring,
        Prior.DUMOUCHEL_1999);
  }

  /** The same settings with another as-of day. */
  public TopologyConfig withAsOf(AsOf other) {
    return new TopologyConfig(
        countingPartitions,
        countedRoles,
        stratifiedBy,
        backend,
        margins,
        signalWindow,
        other,
        schedule,
        sweep,
        refit,
        alerting,
        scoring,
        prior);
  }

  /** The same settings with another schedule of fits. */
  public TopologyConfig withRefit(RefitSchedule other) {
    return new TopologyConfig(
        countingPartitions,
        countedRoles,
        stratifiedBy,
        backend,
        margins,
        signalWindow,
        asOf,
        schedule,
        sweep,
        other,
        alerting,
        scoring,
        prior);
  }

  /** The same settings with another backend of the tables. */
  public TopologyConfig withBackend(Backend other) {
    return new TopologyConfig(
        countingPartitions,
        countedRoles,
        stratifiedBy,
        other,
        margins,
        signalWindow,
        asOf,
        schedule,
        sweep,
        refit,
        alerting,
        scoring,
        prior);
  }

  /** The strata that reports are counted in. */
  public Strata strata() {
    return Dimension.strata(stratifiedBy);
  }

  /** The same settings with other strata. */
  public TopologyConfig withStratifiedBy(Set<Dimension> other) {
    return new TopologyConfig(
        countingPartitions,
        countedRoles,
        other,
        backend,
        margins,
        signalWindow,
        asOf,
        schedule,
        sweep,
        refit,
        alerting,
        scoring,
        prior);
  }
}
