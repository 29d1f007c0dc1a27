package io.tocsin.scoring.temporal;

import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.scoring.check.Check;

/**
 * What counts as a spike, a change of level, a trend and as new, and what each adds to the temporal
 * score.
 */
public record TemporalThresholds(
    Spike spike, ChangePoint changePoint, Trend trend, Novelty novelty, Score score) {

  /** As designed. */
  public static final TemporalThresholds DEFAULTS =
      new TemporalThresholds(
          new Spike(4, 4, 3, 3, 0.01),
          new ChangePoint(5, 4, 3, 0.05),
          new Trend(5, 5, 0.05),
          new Novelty(365, 0),
          new Score(0.30, 0.25, 0.20, 0.25, 0.6, 0.15));

  /**
   * A spike: many more reports in one recent week than in the weeks before the recent ones.
   *
   * @param recentWeeks how many weeks up to the as-of date are recent
   * @param baselineWeeks least number of weeks before them that the pair was known in
   * @param minReports least reports in the week
   * @param zAbove standard deviations by which the week exceeds the baseline
   * @param pBelow the Poisson probability of so many reports must be below this
   */
  public record Spike(
      int recentWeeks, int baselineWeeks, long minReports, double zAbove, double pBelow) {
    /** Refuses weeks that the series does not have, and a spike of no report. */
    public Spike {
      Check.atLeast("temporal.spike.recentWeeks", recentWeeks, 1);
      Check.atLeast("temporal.spike.baselineWeeks", baselineWeeks, 1);
      Check.atLeast(
          "the weeks of the series without temporal.spike.recentWeeks and baselineWeeks",
          (long) CaseSummary.WEEKS - recentWeeks - baselineWeeks,
          0);
      Check.atLeast("temporal.spike.minReports", minReports, 1);
      Check.notNegative("temporal.spike.zAbove", zAbove);
      Check.unit("temporal.spike.pBelow", pBelow);
    }
  }

  /**
   * A change of level in the weekly series.
   *
   * @param minReports least reports in the series
   * @param minWeeks least weeks on either side of the change
   * @param penalty times the logarithm of the number of weeks: what a change must reduce the
   *     deviance by. 3 is the modified Bayesian information criterion of Zhang and Siegmund (2007)
   * @param pBelow p of Welch's test must be below this
   */
  public record ChangePoint(long minReports, int minWeeks, double penalty, double pBelow) {
    /** Refuses segments too short to have a variance or too long for the series. */
    public ChangePoint {
      Check.atLeast("temporal.changePoint.minReports", minReports, 1);
      Check.atLeast("temporal.changePoint.minWeeks", minWeeks, 2);
      Check.atLeast(
          "the weeks of the series without twice temporal.changePoint.minWeeks",
          CaseSummary.WEEKS - 2L * minWeeks,
          0);
      Check.notNegative("temporal.changePoint.penalty", penalty);
      Check.unit("temporal.changePoint.pBelow", pBelow);
    }
  }

  /**
   * A trend.
   *
   * @param minReports least reports in the series
   * @param minPeriods least weeks, or months, in the series
   * @param pBelow p of either test must be below this
   */
  public record Trend(long minReports, int minPeriods, double pBelow) {
    /** Refuses series too short to have a spread about a line. */
    public Trend {
      Check.atLeast("temporal.trend.minReports", minReports, 1);
      Check.atLeast("temporal.trend.minPeriods", minPeriods, 3);
      Check.unit("temporal.trend.pBelow", pBelow);
    }
  }

  /**
   * How long a pair is new.
   *
   * @param days from its first report, in which novelty falls from 1 to 0
   * @param emergingAbove novelty that an emerging pair exceeds
   */
  public record Novelty(double days, double emergingAbove) {
    /** Refuses a novelty that never ends. */
    public Novelty {
      Check.positive("temporal.novelty.days", days);
      Check.unit("temporal.novelty.emergingAbove", emergingAbove);
    }
  }

  /**
   * The temporal score is the sum of these, at most 1.
   *
   * @param spike for a spike
   * @param changePoint for a change to a higher level
   * @param increasing for a trend upwards
   * @param emerging for a pair that is new and increasing
   * @param novelAbove novelty that another pair must exceed to be novel
   * @param novel for a pair that is novel
   */
  public record Score(
      double spike,
      double changePoint,
      double increasing,
      double emerging,
      double novelAbove,
      double novel) {
    /** Refuses what lies outside [0, 1]. */
    public Score {
      Check.unit("temporal.score", spike, changePoint, increasing, emerging, novelAbove, novel);
    }
  }
}
