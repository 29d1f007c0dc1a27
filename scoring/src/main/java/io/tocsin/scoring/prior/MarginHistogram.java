package io.tocsin.scoring.prior;

import io.tocsin.scoring.check.Check;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many drugs, or how many events, are named by so many reports. Most are named by few, so that
 * it stays small. It can be merged and taken from like a {@link PairHistogram}. Not safe for use by
 * several threads.
 */
public final class MarginHistogram {
  private final SortedMap<Long, Long> sizes = new TreeMap<>();
  private long size;

  /**
   * Adds drugs or events, or takes them away when {@code weight} is negative.
   *
   * @param reports that name the drug or event, 1 or more
   */
  public void add(long reports, long weight) {
    Check.atLeast("the reports of a margin", reports, 1);
    long sum = sizes.getOrDefault(reports, 0L) + weight;
    if (sum == 0) {
      sizes.remove(reports);
    } else {
      sizes.put(reports, sum);
    }
    size += weight;
  }

  /** Adds all of another histogram. */
  public void merge(MarginHistogram other) {
    other.sizes.forEach(this::add);
  }

  /** How many drugs or events it holds. */
  public long size() {
    return size;
  }

  /** Reports that name a drug or event → how many drugs or events are named by so many. */
  SortedMap<Long, Long> sizes() {
    return sizes;
  }
}
