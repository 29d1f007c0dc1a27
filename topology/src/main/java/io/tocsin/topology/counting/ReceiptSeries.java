package io.tocsin.topology.counting;

import io.tocsin.schemas.signal.CaseSummary.MonthCount;
import io.tocsin.schemas.signal.CaseSummary.WeekCount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntUnaryOperator;

/** Reports by week and by month of receipt, oldest first, up to the last that has a report. */
final class ReceiptSeries {
  private static final int WEEKS = 26;
  private static final int MONTHS = 36;
  private static final int DAYS_OF_WEEK = 7;

  /** 1970-01-01 was a Thursday. */
  private static final int DAYS_SINCE_MONDAY = 3;

  private ReceiptSeries() {}

  /** The last 26 weeks, without those that have no report. */
  static List<WeekCount> weekly(DayCounts days) {
    return series(
        days,
        ReceiptSeries::monday,
        last -> monday(last) - DAYS_OF_WEEK * (WEEKS - 1),
        monday -> monday + DAYS_OF_WEEK,
        WeekCount::new);
  }

  /** The last 36 months, without those that have no report. */
  static List<MonthCount> monthly(DayCounts days) {
    return series(
        days,
        ReceiptSeries::firstOfMonth,
        last -> day(LocalDate.ofEpochDay(firstOfMonth(last)).minusMonths(MONTHS - 1)),
        first -> day(LocalDate.ofEpochDay(first).plusMonths(1)),
        MonthCount::new);
  }

  private static <T> List<T> series(
      DayCounts days,
      IntUnaryOperator startOf,
      IntUnaryOperator firstDayFor,
      IntUnaryOperator startAfter,
      BiFunction<LocalDate, Long, T> entry) {
    if (days.isEmpty()) {
      return List.of();
    }
    List<T> series = new ArrayList<>();
    int i = days.indexFrom(firstDayFor.applyAsInt(days.day(days.size() - 1)));
    while (i < days.size()) {
      int start = startOf.applyAsInt(days.day(i));
      int end = startAfter.applyAsInt(start);
      long reports = 0;
      while (i < days.size() && days.day(i) < end) {
        reports += days.reports(i);
        i++;
      }
      series.add(entry.apply(LocalDate.ofEpochDay(start), reports));
    }
    return series;
  }

  private static int monday(int day) {
    return day - Math.floorMod(day + DAYS_SINCE_MONDAY, DAYS_OF_WEEK);
  }

  private static int firstOfMonth(int day) {
    return day(LocalDate.ofEpochDay(day).withDayOfMonth(1));
  }

  private static int day(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }
}
