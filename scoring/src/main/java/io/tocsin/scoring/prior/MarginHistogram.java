package io.tocsin.scoring.prior;

import io.tocsin.scoring.check.Check;

/**
 * How many drugs, or how many events, are named by about so many reports, in logarithmic bins of 1
 * %. It can be merged and taken from like a {@link PairHistogram}. Not safe for use by several
 * threads.
 */
public final class MarginHistogram {
  private final LogBins bins = new LogBins(LogBins.ONE_PERCENT);
  private long size;

  /**
   * Adds drugs or events, or takes them away when {@code weight} is negative.
   *
   * @param reports that name the drug or event, 1 or more
   */
  public void add(long reports, long weight) {
    Check.atLeast("the reports of a margin", reports, 1);
    bins.add(0, (double) reports, weight);
    size += weight;
  }

  /** Adds all of another histogram. */
  public void merge(MarginHistogram other) {
    bins.merge(other.bins);
    size += other.size;
  }

  /** How many drugs or events it holds. */
  public long size() {
    return size;
  }

  LogBins bins() {
    return bins;
  }
}
