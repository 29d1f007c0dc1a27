package io.tocsin.topology.scoring;

import java.time.Duration;

/**
 * How pairs that no report touches are kept current when margins, the model or the configuration
 * move.
 *
 * @param share of the time of scoring that goes to them while reports come in, 0.01 to 1; all that
 *     is left when none do
 * @param tolerance while reports come in, a pair is scored anew when its expected count has moved
 *     by this share, 0 to 1
 * @param quiet when the margins have not moved for so long, every pair is scored anew whose numbers
 *     differ at all
 * @param heartbeat how often a partition without work looks whether margins, model, configuration
 *     or the as-of date have moved
 */
public record SweepSchedule(double share, double tolerance, Duration quiet, Duration heartbeat) {

  /** A tenth of the time, for what has moved by a hundredth; exact after a quiet second. */
  public static final SweepSchedule DEFAULTS =
      new SweepSchedule(0.1, 0.01, Duration.ofSeconds(1), Duration.ofSeconds(1));

  /** Refuses numbers and intervals out of bounds. */
  public SweepSchedule {
    if (!(share >= 0.01 && share <= 1)) {
      throw new IllegalArgumentException(
          "the sweep's share is %s, it must lie in 0.01 to 1".formatted(share));
    }
    if (!(tolerance >= 0 && tolerance <= 1)) {
      throw new IllegalArgumentException(
          "the sweep's tolerance is %s, it must lie in 0 to 1".formatted(tolerance));
    }
    if (quiet.toMillis() < 10 || heartbeat.toMillis() < 10) {
      throw new IllegalArgumentException(
          "the sweep's quiet time is %s and its heartbeat %s, both must be at least 10 ms"
              .formatted(quiet, heartbeat));
    }
  }
}
