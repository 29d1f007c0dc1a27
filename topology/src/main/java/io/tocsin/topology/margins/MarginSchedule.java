package io.tocsin.topology.margins;

import java.time.Duration;

/**
 * How often margins are published.
 *
 * @param interval least time between two publications of the same event margin, 10 ms to 1 min
 * @param strataInterval the same for its counts by stratum, which are longer records, to 10 min
 */
public record MarginSchedule(Duration interval, Duration strataInterval) {
  /** Ten times a second; by stratum every two seconds. */
  public static final MarginSchedule DEFAULTS =
      new MarginSchedule(Duration.ofMillis(100), Duration.ofSeconds(2));

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
