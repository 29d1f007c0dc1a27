package io.tocsin.topology;

import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.scoring.Prior;
import io.tocsin.scoring.ScoringConfig;
import io.tocsin.scoring.strata.Strata;
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
 * @param earlyCommit least time that what was counted or scored waits for a commit, 1 ms to 1 h; it
 *     waits for the regular one at most
 * @param refit when the model is fitted anew
 * @param scoring settings below all layers of control
 * @param whose layer of control this deployment scores for, with those below it
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
    Duration earlyCommit,
    RefitSchedule refit,
    ScoringConfig scoring,
    Layer whose,
    Prior prior) {

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
    if (earlyCommit.toMillis() < 1 || earlyCommit.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "an early commit comes after %s, it must lie between 1 ms and 1 h"
              .formatted(earlyCommit));
    }
    if (signalWindow.toMillis() < 1000) {
      throw new IllegalArgumentException(
          "the signal window is %s, it must be at least 1 s".formatted(signalWindow));
    }
  }

  /** The settings as designed. */
  public static TopologyConfig defaults(int countingPartitions) {
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
        Duration.ofMillis(20),
        RefitSchedule.DEFAULTS,
        ScoringConfig.DEFAULTS,
        Layer.PLATFORM,
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
        earlyCommit,
        refit,
        scoring,
        whose,
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
        earlyCommit,
        other,
        scoring,
        whose,
        prior);
  }

  /** The same settings, scored for another layer of control. */
  public TopologyConfig withConfigurationOf(Layer other) {
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
        earlyCommit,
        refit,
        scoring,
        other,
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
        earlyCommit,
        refit,
        scoring,
        whose,
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
        earlyCommit,
        refit,
        scoring,
        whose,
        prior);
  }
}
