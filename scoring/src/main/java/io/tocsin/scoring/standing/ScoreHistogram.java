package io.tocsin.scoring.standing;

import java.util.ArrayList;
import java.util.List;

/**
 * A mergeable sketch of scores in [0, 1] that can also forget: counts in units of a ten-thousandth,
 * so that its quantiles are exact to half a unit. Not thread-safe.
 */
public final class ScoreHistogram {
  /** Units in a score of 1. */
  public static final int UNITS = 10_000;

  private static final int PERMILLES = 1000;

  private final long[] counts = new long[UNITS + 1];
  private long total;

  /** An empty sketch. */
  public ScoreHistogram() {}

  /** The unit of a score; scores outside [0, 1] are taken as its ends. */
  public static int unit(double score) {
    return (int) Math.round(Math.clamp(score, 0, 1) * UNITS);
  }

  /** Adds scores of a unit, or takes them away. */
  public void add(int unit, long change) {
    counts[unit] += change;
    total += change;
  }

  /** Adds another sketch. */
  public void merge(ScoreHistogram other) {
    for (int unit = 0; unit <= UNITS; unit++) {
      add(unit, other.counts[unit]);
    }
  }

  /** Scores of a unit. */
  public long count(int unit) {
    return counts[unit];
  }

  /** All scores. */
  public long total() {
    return total;
  }

  /**
   * The quantiles at 0, 1, …, 1000 permille: the least score that so many permille of all scores do
   * not exceed; empty without a score.
   */
  public List<Double> permilles() {
    if (total <= 0) {
      return List.of();
    }
    List<Double> quantiles = new ArrayList<>(PERMILLES + 1);
    int unit = 0;
    long below = counts[0];
    for (int permille = 0; permille <= PERMILLES; permille++) {
      long needed = Math.max(1, Math.ceilDiv(permille * total, PERMILLES));
      while (below < needed) {
        unit++;
        below += counts[unit];
      }
      quantiles.add((double) unit / UNITS);
    }
    return quantiles;
  }
}
