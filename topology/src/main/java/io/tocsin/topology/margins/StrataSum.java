package io.tocsin.topology.margins;

import io.tocsin.scoring.strata.StratumCounts;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts by stratum, summed over partitions when they are asked for: they come more often than they
 * are read. One thread writes, any reads.
 */
final class StrataSum {
  private Map<Integer, StratumCounts> byPartition = Map.of();
  private volatile @Nullable StratumCounts sum;

  /** The sum, which never changes once handed out; absent before the first record. */
  @Nullable StratumCounts counts() {
    StratumCounts known = sum;
    return known == null ? add() : known;
  }

  private synchronized @Nullable StratumCounts add() {
    if (byPartition.isEmpty()) {
      return null;
    }
    StratumCounts total = new StratumCounts();
    for (StratumCounts each : byPartition.values()) {
      for (int i = 0; i < each.size(); i++) {
        total.add(each.stratum(i), each.reports(i));
      }
    }
    sum = total;
    return total;
  }

  synchronized void set(int partition, StratumCounts counts) {
    if (byPartition.isEmpty()) {
      byPartition = HashMap.newHashMap(1);
    }
    byPartition.put(partition, counts);
    sum = null;
  }

  synchronized void clear() {
    byPartition = Map.of();
    sum = null;
  }
}
