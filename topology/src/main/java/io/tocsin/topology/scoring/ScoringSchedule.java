package io.tocsin.topology.scoring;

import java.time.Duration;

/**
 * How often pairs are scored.
 *
 * @param interval least time between two scores of the same pair, 10 ms to 1 h
 * @param pairsPerInterval most pairs that a counting partition scores in an interval; the rest wait
 */
public record ScoringSchedule(Duration interval, int pairsPerInterval) {
  /** Ten rounds a second of at most 500 pairs. */
  public static final ScoringSchedule DEFAULTS = new ScoringSchedule(Duration.ofMillis(100), 500);

  /** Refuses an interval or a number out of bounds. */
  public ScoringSchedule {
    if (interval.toMillis() < 10 || interval.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "the scoring interval is %s, it must lie between 10 ms and 1 h".formatted(interval));
    }
    if (pairsPerInterval < 1) {
      throw new IllegalArgumentException(
          "a round scores %d pairs, it must score at least 1".formatted(pairsPerInterval));
    }
  }
}
