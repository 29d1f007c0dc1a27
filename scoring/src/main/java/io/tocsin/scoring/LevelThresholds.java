package io.tocsin.scoring;

import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.scoring.check.Check;

/** Least fusion score of each alert level, each in [0, 1] and above the next. */
public record LevelThresholds(
    double critical, double high, double moderate, double watchlist, double low) {

  /** As designed. */
  public static final LevelThresholds DEFAULTS = new LevelThresholds(0.95, 0.80, 0.65, 0.45, 0.25);

  /** Refuses levels out of order. */
  public LevelThresholds {
    Check.unit("levels", critical, high, moderate, watchlist, low);
    if (!(critical > high && high > moderate && moderate > watchlist && watchlist > low)) {
      throw new IllegalArgumentException(
          "scoring: levels are %s, %s, %s, %s, %s, they must fall from critical to low"
              .formatted(critical, high, moderate, watchlist, low));
    }
  }

  /** The level of a fusion score in [0, 1]. */
  public AlertLevel of(double fusionScore) {
    if (fusionScore >= critical) {
      return AlertLevel.CRITICAL;
    }
    if (fusionScore >= high) {
      return AlertLevel.HIGH;
    }
    if (fusionScore >= moderate) {
      return AlertLevel.MODERATE;
    }
    if (fusionScore >= watchlist) {
      return AlertLevel.WATCHLIST;
    }
    return fusionScore >= low ? AlertLevel.LOW : AlertLevel.NONE;
  }
}
