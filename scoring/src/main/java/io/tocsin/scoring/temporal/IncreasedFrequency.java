package io.tocsin.scoring.temporal;

import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CaseSummary.MonthCount;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The rule of increased frequency: a pair is reported more often than it used to be. The last year
 * brought enough new reports and a proportion several times that of all time before; or each of the
 * last two years did, by a smaller factor, against the time before it.
 *
 * <p>The proportion is that of the pair's reports among the drug's. Where the drug's reports are
 * not counted by year it is the pair's reports per month since its first one instead. That is a
 * weaker finding, a frequency: it also rises when the drug is used or reported more.
 *
 * <p>A year is 12 calendar months; the current month, which has not ended, belongs to the last.
 * Where the pair was never reported before but the drug was, half a report stands for none. Where
 * nothing at all is known of the time before, nothing has increased.
 */
public final class IncreasedFrequency {
  private static final int MONTHS_A_YEAR = 12;
  private static final double NEVER = 0.5;

  private IncreasedFrequency() {}

  /**
   * Whether the rule is met.
   *
   * @param reports all reports of the pair
   * @param cases of which the months of receipt are used
   * @param drug absent when they are not counted by year
   */
  public static boolean isMet(
      long reports,
      CaseSummary cases,
      LocalDate asOf,
      @Nullable DrugReports drug,
      FrequencyThresholds thresholds) {
    LocalDate first = cases.firstReceipt();
    LocalDate last = cases.lastReceipt();
    if (first == null || last == null || reports < thresholds.minNew()) {
      return false;
    }
    long lastYear = ReportSeries.month(asOf) - MONTHS_A_YEAR + 1;
    long yearBefore = lastYear - MONTHS_A_YEAR;
    if (yearBefore < ReportSeries.month(last) - CaseSummary.MONTHS + 1) {
      return false;
    }
    long newReports = received(cases, lastYear, lastYear + MONTHS_A_YEAR);
    long newBefore = received(cases, yearBefore, lastYear);
    long afterwards = received(cases, lastYear + MONTHS_A_YEAR, Long.MAX_VALUE);
    long earlier = reports - newReports - newBefore - afterwards;
    DrugReports among =
        drug == null ? monthsSince(ReportSeries.month(first), lastYear, yearBefore) : drug;
    Share now = new Share(newReports, among.lastYear());
    Share before = new Share(newBefore, among.yearBefore());
    Share old = new Share(earlier, among.earlier());
    Share allBefore = new Share(newBefore + earlier, among.yearBefore() + among.earlier());
    return now.exceeds(allBefore, thresholds.factor(), thresholds.minNew())
        || (now.exceeds(allBefore, thresholds.factorTwice(), thresholds.minNew())
            && before.exceeds(old, thresholds.factorTwice(), thresholds.minNew()));
  }

  private static long received(CaseSummary cases, long from, long to) {
    long sum = 0;
    for (MonthCount month : cases.monthly()) {
      long number = ReportSeries.month(month.month());
      sum += number >= from && number < to ? month.reports() : 0;
    }
    return sum;
  }

  private static DrugReports monthsSince(long first, long lastYear, long yearBefore) {
    return new DrugReports(
        MONTHS_A_YEAR,
        Math.clamp(lastYear - first, 0, MONTHS_A_YEAR),
        Math.max(0, yearBefore - first));
  }

  /** Reports of the pair among something that is counted beside it. */
  private record Share(long reports, long among) {
    boolean exceeds(Share earlier, double factor, long minNew) {
      return reports >= minNew
          && earlier.among > 0
          && reports * (double) earlier.among
              >= factor * among * Math.max(NEVER, (double) earlier.reports);
    }
  }
}
