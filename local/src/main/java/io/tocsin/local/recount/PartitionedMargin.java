package io.tocsin.local.recount;

import io.tocsin.scoring.strata.StratumCounts;
import java.util.HashMap;
import java.util.Map;

/** A margin as the partitions of {@code adverse-event-reports} publish it, each its part. */
final class PartitionedMargin {
  private final Map<Integer, Long> reports = new HashMap<>();
  private final Map<Integer, StratumCounts> strata = new HashMap<>();

  void set(int partition, long count) {
    reports.put(partition, count);
  }

  void set(int partition, StratumCounts counts) {
    strata.put(partition, counts);
  }

  Margin sum() {
    Map<Integer, Integer> byStratum = new HashMap<>();
    for (StratumCounts part : strata.values()) {
      part.toMap().forEach((stratum, count) -> byStratum.merge(stratum, count, Integer::sum));
    }
    return new Margin(reports.values().stream().mapToLong(Long::longValue).sum(), byStratum);
  }
}
