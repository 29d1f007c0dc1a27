package io.tocsin.topology.counting;

import io.tocsin.schemas.signal.CaseSummary.MonthCount;
import io.tocsin.schemas.signal.CaseSummary.WeekCount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reports by week and by month of receipt, oldest first, up to the last that has a report. */
final class ReceiptSeries {
  private static final int WEEKS = 26;
  private static final int MONTHS = 36;
  private static final int DAYS_OF_WEEK = 7;
  private static final int SHORTEST_MONTH = 28;

  /** 1970-01-01 was a Thursday. */
  private static final int DAYS_SINCE_MONDAY = 3;

  private ReceiptSeries() {}

  /** The last 26 weeks, without those that have no report. */
  static List<WeekCount> weekly(DayCounts days) {
    if (days.isEmpty()) {
      return List.of();
    }
    List<WeekCount> series = new ArrayList<>();
    int last = days.day(days.size() - 1);
    int i = days.indexFrom(monday(last) - DAYS_OF_WEEK * (WEEKS - 1));
    while (i < days.size()) {
      int start = monday(days.day(i));
      int end = days.indexFrom(start + DAYS_OF_WEEK);
      series.add(new WeekCount(LocalDate.ofEpochDay(start), reports(days, i, end)));
      i = end;
    }
    return series;
  }

  /** The last 36 months, without those that have no report. */
  static List<MonthCount> monthly(DayCounts days) {
    if (days.isEmpty()) {
      return List.of();
    }
    List<MonthCount> series = new ArrayList<>();
    int i = firstOfMonths(days);
    while (i < days.size()) {
      LocalDate start = firstOfMonth(days.day(i));
      int end = days.indexFrom(day(start) + start.lengthOfMonth());
      series.add(new MonthCount(start, reports(days, i, end)));
      i = end;
    }
    return series;
  }

  /** Index of the first day in the last 36 months. */
  private static int firstOfMonths(DayCounts days) {
    int last = days.day(days.size() - 1);
    boolean all = last - days.day(0) < (MONTHS - 1) * SHORTEST_MONTH;
    return all ? 0 : days.indexFrom(day(firstOfMonth(last).minusMonths(MONTHS - 1)));
  }

  private static long reports(DayCounts days, int from, int to) {
    long reports = 0;
    for (int i = from; i < to; i++) {
      reports += days.reports(i);
    }
    return reports;
  }

  private static int monday(int day) {
    return day - Math.floorMod(day + DAYS_SINCE_MONDAY, DAYS_OF_WEEK);
  }

  private static LocalDate firstOfMonth(int day) {
    return LocalDate.ofEpochDay(day).withDayOfMonth(1);
  }

  private static int day(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }
}
