package io.tocsin.scoring.temporal;

import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CaseSummary.MonthCount;
import io.tocsin.schemas.signal.CaseSummary.WeekCount;
import java.time.LocalDate;
import java.util.List;

/**
 * A pair's reports by week or month as of a date: every period up to the one that the date lies in,
 * those without a report included.
 *
 * <p>It reaches back as far as periods are kept, or to the period after that of the first report.
 * The pair was not known before, so that these periods are not zeros; and the first report's own
 * period has a report for certain, which would make every pair seem to start high and fall. What
 * follows the first report has neither fault.
 *
 * <p>Months count as equally long. Reports dated after the as-of date are left out, but for those
 * of its own period, which cannot be told apart.
 */
final class ReportSeries {
  private static final int MONTHS_A_YEAR = 12;
  private static final int DAYS_A_WEEK = 7;

  /** From the Monday of week 0 to 1970-01-01, a Thursday. */
  private static final int MONDAY_TO_EPOCH = 3;

  private final long first;
  private final long[] reports;
  private final int whole;

  /**
   * A series without reports yet.
   *
   * @param firstReceipt the period of the first report
   * @param lastReceipt the period of the last report, which kept periods are counted back from
   * @param current the period of the as-of date
   * @param isWhole whether the current one ends with that date
   */
  private ReportSeries(
      long firstReceipt, long lastReceipt, long current, boolean isWhole, int kept) {
    this.first = Math.max(firstReceipt + 1, Math.max(current, lastReceipt) - kept + 1);
    this.reports = new long[(int) Math.max(0, current - first + 1)];
    this.whole = isWhole ? reports.length : Math.max(0, reports.length - 1);
  }

  /** By ISO week. */
  static ReportSeries weekly(
      CaseSummary cases, LocalDate firstReceipt, LocalDate lastReceipt, LocalDate asOf) {
    long current = week(asOf.toEpochDay());
    boolean isWhole = current != week(asOf.toEpochDay() + 1);
    ReportSeries series =
        new ReportSeries(
            week(firstReceipt.toEpochDay()),
            week(lastReceipt.toEpochDay()),
            current,
            isWhole,
            CaseSummary.WEEKS);
    List<WeekCount> weeks = cases.weekly();
    for (int i = weeks.size() - 1; i >= 0; i--) {
      series.set(week(weeks.get(i).week().toEpochDay()), weeks.get(i).reports());
    }
    return series;
  }

  /** By calendar month. */
  static ReportSeries monthly(
      CaseSummary cases, LocalDate firstReceipt, LocalDate lastReceipt, LocalDate asOf) {
    boolean isWhole = asOf.getDayOfMonth() == asOf.lengthOfMonth();
    ReportSeries series =
        new ReportSeries(
            month(firstReceipt), month(lastReceipt), month(asOf), isWhole, CaseSummary.MONTHS);
    List<MonthCount> months = cases.monthly();
    for (int i = months.size() - 1; i >= 0; i--) {
      series.set(month(months.get(i).month()), months.get(i).reports());
    }
    return series;
  }

  private void set(long period, long count) {
    if (period >= first && period - first < reports.length) {
      reports[(int) (period - first)] = count;
    }
  }

  /** Number of the month that a date lies in. */
  static long month(LocalDate date) {
    return (long) date.getYear() * MONTHS_A_YEAR + date.getMonthValue() - 1;
  }

  private static long week(long epochDay) {
    return Math.floorDiv(epochDay + MONDAY_TO_EPOCH, DAYS_A_WEEK);
  }

  /** Periods, the current one among them. */
  int size() {
    return reports.length;
  }

  /** Periods that have ended: all, or all but the current one. */
  int whole() {
    return whole;
  }

  /** Reports of the i-th period, oldest first. */
  long reports(int i) {
    return reports[i];
  }

  /** Reports of the periods from the {@code from}-th up to the {@code to}-th, exclusive. */
  long reports(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += reports[i];
    }
    return sum;
  }

  /** Variance of the reports of these periods about their mean, unbiased; at least two periods. */
  double variance(int from, int to) {
    int periods = to - from;
    double mean = (double) reports(from, to) / periods;
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += (reports[i] - mean) * (reports[i] - mean);
    }
    return squares / (periods - 1);
  }

  /** The Monday that the i-th week of a weekly series starts with. */
  LocalDate monday(int i) {
    return LocalDate.ofEpochDay((first + i) * DAYS_A_WEEK - MONDAY_TO_EPOCH);
  }
}
