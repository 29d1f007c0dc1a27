package io.tocsin.schemas.signal;

import io.tocsin.schemas.report.ReportSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the reports behind a pair, in reports.
 *
 * @param serious reports that meet any seriousness criterion
 * @param firstReceipt earliest receipt date of the reports that stand; absent when there is none
 * @param lastReceipt latest receipt date of the reports that stand
 * @param bySource how many reports each source gave
 * @param weekly reports by ISO week of receipt, oldest first: the last 26 weeks that end with
 *     {@code lastReceipt}, weeks without a report left out
 * @param monthly reports by calendar month of receipt, oldest first: the last 36 months that end
 *     with {@code lastReceipt}, months without a report left out
 * @param onsetLatency days from the drug's start to the event's onset; absent when no report gives
 *     both dates
 * @param assessed reports whose case facts allow a causality assessment, by what was found; empty
 *     when none has any
 */
public record CaseSummary(
    long serious,
    long deaths,
    long lifeThreatening,
    long hospitalizations,
    long disabilities,
    long congenitalAnomalies,
    @Nullable LocalDate firstReceipt,
    @Nullable LocalDate lastReceipt,
    Map<ReportSource, Long> bySource,
    List<WeekCount> weekly,
    List<MonthCount> monthly,
    @Nullable OnsetLatency onsetLatency,
    List<AssessedCases> assessed) {

  /** Copies the lists; an absent one is empty. */
  public CaseSummary {
    weekly = copy(weekly);
    monthly = copy(monthly);
    assessed = copy(assessed);
  }

  /** Weeks that {@code weekly} reaches over. */
  public static final int WEEKS = 26;

  /** Months that {@code monthly} reaches over. */
  public static final int MONTHS = 36;

  /** No report at all. */
  public static final CaseSummary NONE =
      new CaseSummary(
          0, 0, 0, 0, 0, 0, null, null, Map.of(), List.of(), List.of(), null, List.of());

  /**
   * Reports of one week.
   *
   * @param week the Monday it starts with
   */
  public record WeekCount(LocalDate week, long reports) {}

  /**
   * Reports of one calendar month.
   *
   * @param month its first day
   */
  public record MonthCount(LocalDate month, long reports) {}

  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
