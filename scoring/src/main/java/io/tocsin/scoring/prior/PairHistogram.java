package io.tocsin.scoring.prior;

import io.tocsin.scoring.check.Check;

/**
 * How many pairs of a drug and an event have n reports and about E expected ones: exact in n, in
 * logarithmic bins of 1 % in E, each shown at the mean logarithm of the E that lie in it.
 *
 * <p>What the prior needs to know of all pairs, in a few thousand numbers. It can be merged, and a
 * pair that was added is taken away with a negative weight; neither leaves a rounding error, so
 * that any order of the same additions ends in the same table. Not safe for use by several threads.
 */
public final class PairHistogram {
  private final LogBins bins = new LogBins(LogBins.ONE_PERCENT);
  private long pairs;

  /** What is done with one bin. */
  @FunctionalInterface
  public interface Visitor {
    /** {@code weight} pairs have {@code n} reports and about {@code expected} expected ones. */
    void bin(long n, double expected, long weight);
  }

  /**
   * Adds pairs, or takes them away when {@code weight} is negative.
   *
   * @param n reports of the pair, 1 or more
   * @param expected E, above 0; when it is taken away, as it was when it was added
   * @throws IllegalArgumentException when {@code n} or {@code expected} is out of range
   */
  public void add(long n, double expected, long weight) {
    if (n < 1 || n > LogBins.MAX_NUMBER) {
      throw new IllegalArgumentException(
          "a pair has %d reports, in a histogram of pairs it must have 1 to %d"
              .formatted(n, LogBins.MAX_NUMBER));
    }
    Check.positive("the expected count of a pair", expected);
    bins.add(n, expected, weight);
    pairs += weight;
  }

  /** Adds all of another histogram. */
  public void merge(PairHistogram other) {
    bins.merge(other.bins);
    pairs += other.pairs;
  }

  /** Visits the bins in ascending order of n and E. */
  public void forEach(Visitor visitor) {
    bins.forEach((n, position, expected, weight) -> visitor.bin(n, expected, weight));
  }

  /** How many pairs it holds. */
  public long pairs() {
    return pairs;
  }

  /** How many bins hold a pair. */
  public int bins() {
    return bins.size();
  }
}
