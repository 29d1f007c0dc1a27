package io.tocsin.topology.scoring;

import java.time.Duration;

/**
 * How pairs that no report touches are kept current when margins, the model or the configuration
 * move.
 *
 * @param pairsPerInterval most pairs that a counting partition scores anew in a scoring interval
 *     while reports come in
 * @param looksPerInterval pairs it looks at in an interval to find those that need it
 * @param tolerance while reports come in, a pair is scored anew when its expected count has moved
 *     by this share, 0 to 1
 * @param quiet when the margins have not moved for so long, every pair is scored anew whose numbers
 *     differ at all
 * @param heartbeat how often a partition without work looks whether margins, model, configuration
 *     or the as-of date have moved
 */
public record SweepSchedule(
    int pairsPerInterval,
    int looksPerInterval,
    double tolerance,
    Duration quiet,
    Duration heartbeat) {

  /** A hundred pairs of ten thousand looked at, ten times a second; exact after a quiet second. */
  public static final SweepSchedule DEFAULTS =
      new SweepSchedule(100, 10_000, 0.01, Duration.ofSeconds(1), Duration.ofSeconds(1));

  /** Refuses numbers and intervals out of bounds. */
  public SweepSchedule {
    if (pairsPerInterval < 1 || looksPerInterval < pairsPerInterval) {
      throw new IllegalArgumentException(
          "the sweep scores %d of %d pairs it looks at, it must score 1 or more and look at no fewer"
              .formatted(pairsPerInterval, looksPerInterval));
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
