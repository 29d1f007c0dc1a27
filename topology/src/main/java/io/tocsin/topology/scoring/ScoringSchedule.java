package io.tocsin.topology.scoring;

import java.time.Duration;

/**
 * When pairs are scored, and how much of a stream thread's time that may take. Counting has the
 * rest: the more reports wait to be counted, the less is scored.
 *
 * @param interval least time between two scores of the same pair, 10 ms to 1 s
 * @param share most of a thread's time that scoring takes while reports come in, 0.01 to 0.95
 * @param shareBehind what it takes at least, and no more than this while counting is far behind;
 *     0.01 to {@code share}
 * @param behind counting is behind when a report is counted so long after it came in, 1 ms to 1 h
 */
public record ScoringSchedule(
    Duration interval, double share, double shareBehind, Duration behind) {
  /** Fifty rounds a second, half of the time; a fiftieth while counting is far behind. */
  public static final ScoringSchedule DEFAULTS =
      new ScoringSchedule(Duration.ofMillis(20), 0.5, 0.02, Duration.ofSeconds(1));

  private static final double LEAST_SHARE = 0.01;
  private static final double MOST_SHARE = 0.95;

  /** Refuses intervals and shares out of bounds. */
  public ScoringSchedule {
    if (interval.toMillis() < 10 || interval.toMillis() > 1000) {
      throw new IllegalArgumentException(
          "the scoring interval is %s, it must lie between 10 ms and 1 s".formatted(interval));
    }
    if (!(share >= LEAST_SHARE && share <= MOST_SHARE)) {
      throw new IllegalArgumentException(
          "scoring takes a share of %s of the time, it must lie in %s to %s"
              .formatted(share, LEAST_SHARE, MOST_SHARE));
    }
    if (!(shareBehind >= LEAST_SHARE && shareBehind <= share)) {
      throw new IllegalArgumentException(
          "while counting is behind, scoring takes a share of %s of the time, it must lie in %s to %s"
              .formatted(shareBehind, LEAST_SHARE, share));
    }
    if (behind.toMillis() < 1 || behind.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "counting is behind after %s, it must lie between 1 ms and 1 h".formatted(behind));
    }
  }
}
