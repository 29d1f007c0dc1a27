package io.tocsin.topology.model;

import java.time.Duration;

/**
 * When the model is fitted anew, and when a new one is worth broadcasting.
 *
 * @param publication least time between two publications of a partition's population
 * @param interval most time from a change of the population to the next fit
 * @param drift when the held θ explains the pairs worse than at its fit by this much log-likelihood
 *     per pair, it is fitted at once
 * @param leastEffect a new θ is broadcast when it changes some EBGM, EB05 or EB95 by this share; a
 *     smaller change is not worth scoring all pairs anew
 * @param leastShift new score quantiles are broadcast when one has moved by this much, and a new
 *     significance bound when it has moved by this share
 */
public record RefitSchedule(
    Duration publication, Duration interval, double drift, double leastEffect, double leastShift) {

  /** Published every five seconds, fitted every minute, broadcast from a tenth of a percent. */
  public static final RefitSchedule DEFAULTS =
      new RefitSchedule(Duration.ofSeconds(5), Duration.ofMinutes(1), 0.01, 0.0005, 0.01);

  /** Refuses numbers and intervals out of bounds. */
  public RefitSchedule {
    if (publication.toMillis() < 100 || interval.compareTo(publication) < 0) {
      throw new IllegalArgumentException(
          "populations are published every %s and the model is fitted every %s: they must be at least 100 ms, and the second no less than the first"
              .formatted(publication, interval));
    }
    if (!(drift > 0) || !(leastEffect >= 0) || !(leastShift > 0)) {
      throw new IllegalArgumentException(
          "the model's drift is %s, its least effect %s and its least shift %s: they must be above 0, the effect may be 0"
              .formatted(drift, leastEffect, leastShift));
    }
  }
}
