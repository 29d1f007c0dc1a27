package io.tocsin.schemas.json;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Dates on the wire. */
final class CalendarDate {
  private static final int LENGTH = 10;

  private CalendarDate() {}

  /**
   * Reads exactly {@code YYYY-MM-DD}, a date that the calendar has: there is no year 0, and no date
   * whose week began before the first.
   *
   * @throws DateTimeException when it is anything else
   */
  static LocalDate parse(CharSequence text) {
    if (text.length() != LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
      throw new DateTimeException("not in the form YYYY-MM-DD");
    }
    int year = number(text, 0, 4);
    if (year == 0) {
      throw new DateTimeException("there is no year 0");
    }
    return LocalDate.of(year, number(text, 5, 7), number(text, 8, LENGTH));
  }

  private static int number(CharSequence text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new DateTimeException("not in the form YYYY-MM-DD");
      }
      number = number * 10 + c - '0';
    }
    return number;
  }
}
