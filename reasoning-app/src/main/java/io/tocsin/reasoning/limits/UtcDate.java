package io.tocsin.reasoning.limits;

import java.time.LocalDate;
import java.util.List;

/** The UTC days and months of times in milliseconds since 1970; days are counted from then, too. */
final class UtcDate {
  static final long DAY = 86_400_000;

  private UtcDate() {}

  static long day(long at) {
    return Math.floorDiv(at, DAY);
  }

  /** The first day of the month. */
  static long month(long at) {
    return first(at).toEpochDay();
  }

  /** The first day of the next month. */
  static long nextMonth(long at) {
    return first(at).plusMonths(1).toEpochDay();
  }

  /** The first days of the month before, of this one, and of the two after it. */
  static List<Long> monthsAround(long at) {
    LocalDate first = first(at);
    return List.of(
        first.minusMonths(1).toEpochDay(),
        first.toEpochDay(),
        first.plusMonths(1).toEpochDay(),
        first.plusMonths(2).toEpochDay());
  }

  private static LocalDate first(long at) {
    return LocalDate.ofEpochDay(day(at)).withDayOfMonth(1);
  }
}
