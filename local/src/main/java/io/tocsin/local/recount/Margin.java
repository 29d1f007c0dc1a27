package io.tocsin.local.recount;

import io.tocsin.scoring.strata.StratumCounts;
import java.util.Map;

/**
 * How many reports name a drug or an event, or how many there are at all.
 *
 * @param byStratum empty when nothing is counted by stratum
 */
record Margin(long reports, Map<Integer, Integer> byStratum) {
  /** Of what no report names. */
  static final Margin NONE = new Margin(0, Map.of());

  static Margin of(long reports, StratumCounts strata) {
    return new Margin(reports, strata.toMap());
  }
}
