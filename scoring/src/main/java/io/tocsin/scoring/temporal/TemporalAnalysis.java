package io.tocsin.scoring.temporal;

import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.TemporalMeasures;
import io.tocsin.schemas.signal.TemporalMeasures.ChangePoint;
import io.tocsin.schemas.signal.TemporalMeasures.Spike;
import io.tocsin.schemas.signal.TemporalMeasures.Trend;
import io.tocsin.schemas.signal.TemporalMeasures.Trend.Direction;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The course of a pair's reports in time, as of a date.
 *
 * <p>Weeks and months without a report count, up to the as-of date. A pair's life begins with its
 * first report; how that report's own week or month is left out, see the package's series. Spikes
 * may lie in the week that has not ended yet, all else is found in whole weeks or months. The trend
 * is that of the weeks while the pair is new, because a new pair is to be noticed early, and that
 * of the months afterwards, because growth over years is not seen in half a year.
 */
public final class TemporalAnalysis {
  private static final double WEEKS_PER_MONTH = 365.2425 / 12 / 7;

  private TemporalAnalysis() {}

  /** The measures; absent when no report is dated. */
  public static @Nullable TemporalMeasures of(
      CaseSummary cases, LocalDate asOf, TemporalThresholds thresholds) {
    LocalDate first = cases.firstReceipt();
    LocalDate last = cases.lastReceipt();
    if (first == null || last == null) {
      return null;
    }
    double novelty = novelty(first, asOf, thresholds.novelty());
    Spike spike = null;
    ChangePoint changePoint = null;
    Trend trend = null;
    if (!cases.weekly().isEmpty()) {
      ReportSeries weeks = ReportSeries.weekly(cases, first, last, asOf);
      spike = Spikes.find(weeks, thresholds.spike());
      changePoint = ChangePoints.find(weeks, thresholds.changePoint());
      trend =
          novelty > 0
              ? Trends.of(weeks, WEEKS_PER_MONTH, thresholds.trend())
              : Trends.of(ReportSeries.monthly(cases, first, last, asOf), 1, thresholds.trend());
    }
    boolean increasing = trend != null && trend.direction() == Direction.INCREASING;
    boolean emerging = increasing && novelty > thresholds.novelty().emergingAbove();
    return new TemporalMeasures(
        spike,
        changePoint,
        trend,
        novelty,
        emerging,
        score(spike, changePoint, increasing, emerging, novelty, thresholds.score()));
  }

  private static double novelty(
      LocalDate first, LocalDate asOf, TemporalThresholds.Novelty thresholds) {
    double days = asOf.toEpochDay() - first.toEpochDay();
    return Math.clamp(1 - days / thresholds.days(), 0, 1);
  }

  private static double score(
      @Nullable Spike spike,
      @Nullable ChangePoint changePoint,
      boolean increasing,
      boolean emerging,
      double novelty,
      TemporalThresholds.Score thresholds) {
    double score = spike != null ? thresholds.spike() : 0;
    if (changePoint != null && changePoint.after() > changePoint.before()) {
      score += thresholds.changePoint();
    }
    if (increasing) {
      score += thresholds.increasing();
    }
    if (emerging) {
      score += thresholds.emerging();
    } else if (novelty > thresholds.novelAbove()) {
      score += thresholds.novel();
    }
    return Math.min(1, score);
  }
}
