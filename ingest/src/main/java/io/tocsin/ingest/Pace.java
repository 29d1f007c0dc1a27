package io.tocsin.ingest;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How fast the days of a feed go by.
 *
 * @param dayLength real time per day of receipt; absent for as fast as it goes
 */
public record Pace(@Nullable Duration dayLength) {
  /** As fast as it goes. */
  public static final Pace UNLIMITED = new Pace(null);

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * A number of days of receipt per second of real time.
   *
   * @throws IllegalArgumentException when it is not a positive number
   */
  public static Pace daysPerSecond(double days) {
    if (!(days > 0) || Double.isInfinite(days)) {
      throw new IllegalArgumentException(
          "a pace of " + days + " days per second is not possible; give a number above 0");
    }
    return new Pace(Duration.ofNanos((long) (NANOS_PER_SECOND / days)));
  }

  /**
   * How long to wait before the reports of a day are sent.
   *
   * @param first day of the feed
   * @param elapsed real time since the first day was begun
   */
  public Duration waitBefore(LocalDate day, LocalDate first, Duration elapsed) {
    if (dayLength == null) {
      return Duration.ZERO;
    }
    Duration due = dayLength.multipliedBy(ChronoUnit.DAYS.between(first, day));
    return due.compareTo(elapsed) > 0 ? due.minus(elapsed) : Duration.ZERO;
  }
}
