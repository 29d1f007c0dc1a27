package io.tocsin.schemas.signal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The course of a pair's reports in time.
 *
 * @param spike in one of the newest weeks against those before; absent when there is none
 * @param changePoint where the level of the weekly series changed; absent when it did not, or too
 *     few reports or weeks are known to tell
 * @param trend of the weekly series while the pair is new, of the monthly series afterwards; absent
 *     when too few reports or periods are known to tell
 * @param novelty how new the pair is: 1 on the day of its first report, falling to 0
 * @param emerging new, and reported more and more
 * @param score temporal score of layer 0, in [0, 1]
 */
public record TemporalMeasures(
    @Nullable Spike spike,
    @Nullable ChangePoint changePoint,
    @Nullable Trend trend,
    double novelty,
    boolean emerging,
    double score) {

  /**
   * More reports in a week than the weeks before let expect.
   *
   * @param week the Monday it starts with
   * @param baseline expected reports per week, from the weeks before
   * @param z standard deviations of the baseline that the week exceeds it by
   * @param p upper tail of the Poisson distribution with the baseline's mean
   */
  public record Spike(LocalDate week, long reports, double baseline, double z, double p) {}

  /**
   * Where two segments of different level meet.
   *
   * @param week first week of the later segment, a Monday
   * @param before mean reports per week until then
   * @param after mean reports per week from then on
   * @param p of Welch's test
   */
  public record ChangePoint(LocalDate week, double before, double after, double p) {}

  /**
   * Where the series goes.
   *
   * @param monthlyGrowth slope of the log-linear fit: growth of ln(reports) per month
   * @param growthP its two-sided p
   * @param mannKendallP two-sided p of the Mann–Kendall test
   * @param doublingMonths time in which the reports double; absent unless increasing
   */
  public record Trend(
      Direction direction,
      double monthlyGrowth,
      double growthP,
      double mannKendallP,
      @Nullable Double doublingMonths) {

    /** Up, down, or neither: evenly or unevenly. */
    public enum Direction {
      INCREASING,
      DECREASING,
      STABLE,
      FLUCTUATING
    }
  }
}
