package io.tocsin.scoring.temporal;

import static java.time.DayOfWeek.MONDAY;

import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CaseSummary.MonthCount;
import io.tocsin.schemas.signal.CaseSummary.WeekCount;
import io.tocsin.schemas.signal.TemporalMeasures;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Reports of a pair, by the days they were received on; summed up as counting does. */
final class Course {
  /** A Sunday: the last day of a whole week. */
  static final LocalDate TODAY = LocalDate.of(2024, 6, 30);

  private final TreeMap<LocalDate, Long> byDay = new TreeMap<>();

  Course on(LocalDate day, long reports) {
    byDay.merge(day, reports, Long::sum);
    byDay.remove(day, 0L);
    return this;
  }

  /** On the Wednesday of the week that ended so many weeks ago; 0 is the week of today. */
  Course weeksAgo(int weeks, long reports) {
    return on(TODAY.minusDays(4).minusWeeks(weeks), reports);
  }

  /** On the tenth of the month so many months ago; 0 is the month of today. */
  Course monthsAgo(int months, long reports) {
    return on(TODAY.withDayOfMonth(10).minusMonths(months), reports);
  }

  long reports() {
    return byDay.values().stream().mapToLong(Long::longValue).sum();
  }

  CaseSummary cases() {
    if (byDay.isEmpty()) {
      return CaseSummary.NONE;
    }
    LocalDate last = byDay.lastKey();
    LocalDate week = monday(last).minusWeeks(CaseSummary.WEEKS - 1L);
    LocalDate month = last.withDayOfMonth(1).minusMonths(CaseSummary.MONTHS - 1L);
    TreeMap<LocalDate, Long> weekly = new TreeMap<>();
    TreeMap<LocalDate, Long> monthly = new TreeMap<>();
    byDay.tailMap(week).forEach((day, n) -> weekly.merge(monday(day), n, Long::sum));
    byDay.tailMap(month).forEach((day, n) -> monthly.merge(day.withDayOfMonth(1), n, Long::sum));
    return new CaseSummary(
        0,
        0,
        0,
        0,
        0,
        0,
        byDay.firstKey(),
        last,
        Map.of(),
        weekly.entrySet().stream().map(e -> new WeekCount(e.getKey(), e.getValue())).toList(),
        monthly.entrySet().stream().map(e -> new MonthCount(e.getKey(), e.getValue())).toList(),
        null,
        List.of());
  }

  TemporalMeasures asOf(LocalDate date) {
    return Objects.requireNonNull(
        TemporalAnalysis.of(cases(), date, TemporalThresholds.DEFAULTS), "no report is dated");
  }

  TemporalMeasures now() {
    return asOf(TODAY);
  }

  ReportSeries weeks() {
    return ReportSeries.weekly(cases(), byDay.firstKey(), byDay.lastKey(), TODAY);
  }

  ReportSeries months() {
    return ReportSeries.monthly(cases(), byDay.firstKey(), byDay.lastKey(), TODAY);
  }

  /** A pair with so many reports in each of the weeks after that of its first, oldest first. */
  static Course weekly(long... reports) {
    Course course = new Course().weeksAgo(reports.length, 1);
    for (int i = 0; i < reports.length; i++) {
      course.weeksAgo(reports.length - 1 - i, reports[i]);
    }
    return course;
  }

  /** A pair with so many reports in each of the months after that of its first, oldest first. */
  static Course monthly(long... reports) {
    Course course = new Course().monthsAgo(reports.length, 1);
    for (int i = 0; i < reports.length; i++) {
      course.monthsAgo(reports.length - 1 - i, reports[i]);
    }
    return course;
  }

  private static LocalDate monday(LocalDate date) {
    return date.with(TemporalAdjusters.previousOrSame(MONDAY));
  }
}
