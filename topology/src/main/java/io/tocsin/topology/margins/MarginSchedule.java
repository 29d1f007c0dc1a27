package io.tocsin.topology.margins;

import java.time.Duration;

/**
 * How often margins are published.
 *
 * @param interval time between two publications of the same event margin, 10 ms to 1 min; a commit
 *     that comes after a tenth of it takes the publication with it
 * @param strataInterval how long no report must have come in before its counts by stratum, which
 *     are longer records, are published, to 10 min; while reports keep coming, they are published
 *     each time that {@link #BUSY_INTERVALS} of these have passed
 */
public record MarginSchedule(Duration interval, Duration strataInterval) {
  /** The part of an interval after which a commit takes a publication with it. */
  static final int WITH_COMMIT = 10;

  /** How many intervals the counts by stratum wait while reports keep coming. */
  static final int BUSY_INTERVALS = 10;

  /** Ten times a second; by stratum after a quiet second, or every ten. */
  public static final MarginSchedule DEFAULTS =
      new MarginSchedule(Duration.ofMillis(100), Duration.ofSeconds(1));

  /** Refuses intervals out of bounds. */
  public MarginSchedule {
    check("margin", interval, Duration.ofMinutes(1));
    check("strata", strataInterval, Duration.ofMinutes(10));
  }

  private static void check(String name, Duration interval, Duration longest) {
    if (interval.toMillis() < 10 || interval.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "the %s interval is %s, it must lie between 10 ms and %s"
              .formatted(name, interval, longest));
    }
  }
}
