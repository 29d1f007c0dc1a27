package io.tocsin.topology.scoring;

import io.tocsin.scoring.strata.PairStrata;
import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.counting.CountTables.Snapshot;
import io.tocsin.topology.counting.PairCounts;
import io.tocsin.topology.margins.EventMargins;
import org.jspecify.annotations.Nullable;

/** Joins what is counted by stratum of a pair, its drug, its event and all reports. */
final class Stratification {
  private static final StratumCounts NONE = new StratumCounts();

  private Stratification() {}

  /** The margins of a pair's strata, without the pair's own counts; absent as {@link #of}. */
  static @Nullable PairStrata ofMargins(PairCounts pair, EventMargins margins) {
    StratumCounts event = margins.strata(pair.event());
    StratumCounts all = margins.strata();
    return event == null || all == null
        ? null
        : new PairStrata(NONE, pair.drugStrata(), event, all);
  }

  /**
   * The pair's strata; absent when nothing is counted by stratum, and before the first counts by
   * stratum are known. Margins by stratum come later than the crude ones and may not yet cover the
   * pair's own.
   */
  static @Nullable PairStrata of(Snapshot snapshot, EventMargins margins) {
    StratumCounts event = margins.strata(snapshot.pair().event());
    StratumCounts all = margins.strata();
    return event == null || all == null
        ? null
        : new PairStrata(snapshot.byPatientGroup(), snapshot.drugStrata(), event, all);
  }
}
