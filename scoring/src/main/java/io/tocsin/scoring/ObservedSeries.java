package io.tocsin.scoring;

import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CaseSummary.MonthCount;
import io.tocsin.schemas.signal.CaseSummary.WeekCount;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.schemas.signal.TimeSeries;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The reports by date that another detector saw, in the shape of those that are counted here. */
final class ObservedSeries {
  private ObservedSeries() {}

  /** The dated reports of an observation; {@link CaseSummary#NONE} when it brings none. */
  static CaseSummary of(SignalObservation observation) {
    TimeSeries series = observation.timeSeries();
    return series == null ? CaseSummary.NONE : of(series);
  }

  private static CaseSummary of(TimeSeries series) {
    NavigableMap<LocalDate, Long> byDay = new TreeMap<>();
    for (int i = 0; i < series.dates().size(); i++) {
      if (series.counts().get(i) > 0) {
        byDay.merge(series.dates().get(i), series.counts().get(i), Long::sum);
      }
    }
    if (byDay.isEmpty()) {
      return CaseSummary.NONE;
    }
    LocalDate last = byDay.lastKey();
    LocalDate firstWeek = monday(last).minusWeeks(CaseSummary.WEEKS - 1L);
    LocalDate firstMonth = last.withDayOfMonth(1).minusMonths(CaseSummary.MONTHS - 1L);
    NavigableMap<LocalDate, Long> byWeek = new TreeMap<>();
    NavigableMap<LocalDate, Long> byMonth = new TreeMap<>();
    byDay
        .tailMap(firstWeek)
        .forEach((day, reports) -> byWeek.merge(monday(day), reports, Long::sum));
    byDay
        .tailMap(firstMonth)
        .forEach((day, reports) -> byMonth.merge(day.withDayOfMonth(1), reports, Long::sum));
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
        byWeek.entrySet().stream()
            .map(week -> new WeekCount(week.getKey(), week.getValue()))
            .toList(),
        byMonth.entrySet().stream()
            .map(month -> new MonthCount(month.getKey(), month.getValue()))
            .toList(),
        null,
        List.of());
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
