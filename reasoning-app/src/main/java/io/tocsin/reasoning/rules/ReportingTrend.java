package io.tocsin.reasoning.rules;

import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CaseSummary.WeekCount;
import io.tocsin.schemas.signal.ScoredSignal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * Reports of the last weeks beside those before, counted back from the as-of date.
 *
 * @param recent reports in the last {@link #RECENT_WEEKS} weeks
 * @param earlier reports in the weeks before, as far as the weekly series reaches
 * @param earlierWeeks how many weeks those are, at least 1
 */
record ReportingTrend(long recent, long earlier, long earlierWeeks) {
  static final int RECENT_WEEKS = 4;
  private static final int SERIES_WEEKS = 26;

  /** Absent when the pair has no weekly series or no week before the recent ones. */
  static @Nullable ReportingTrend of(ScoredSignal signal) {
    CaseSummary cases = signal.cases();
    LocalDate first = cases.firstReceipt();
    if (first == null || cases.weekly().isEmpty()) {
      return null;
    }
    LocalDate current = monday(signal.asOf());
    LocalDate recentStart = current.minusWeeks(RECENT_WEEKS - 1L);
    LocalDate seriesStart = current.minusWeeks(SERIES_WEEKS - 1L);
    LocalDate start = monday(first).isAfter(seriesStart) ? monday(first) : seriesStart;
    long earlierWeeks = ChronoUnit.WEEKS.between(start, recentStart);
    if (earlierWeeks < 1) {
      return null;
    }
    long recent = 0;
    long earlier = 0;
    for (WeekCount week : cases.weekly()) {
      if (!week.week().isBefore(recentStart)) {
        recent += week.reports();
      } else if (!week.week().isBefore(start)) {
        earlier += week.reports();
      }
    }
    return new ReportingTrend(recent, earlier, earlierWeeks);
  }

  /** Whether the recent weekly rate is at least the given multiple of the earlier one. */
  boolean roseBy(double factor) {
    return (double) recent / RECENT_WEEKS >= factor * earlier / earlierWeeks;
  }

  private static LocalDate monday(LocalDate date) {
    return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
