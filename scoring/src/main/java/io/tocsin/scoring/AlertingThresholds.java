package io.tocsin.scoring;

import io.tocsin.scoring.check.Check;

/**
 * How much a pair must fade before it stops ringing, and when it rings again.
 *
 * @param scoreMargin how far the fusion score must fall below a level's threshold before the level
 *     is left, 0 to 0.2
 * @param icMargin how far IC025 must fall below the gate's bound before a level is taken away, 0 to
 *     2
 * @param renewAfterDays a pair at level high or critical rings again after so many as-of days, 1 or
 *     more
 */
public record AlertingThresholds(double scoreMargin, double icMargin, int renewAfterDays) {

  /** As designed. */
  public static final AlertingThresholds DEFAULTS = new AlertingThresholds(0.02, 0.1, 180);

  /** Refuses margins and intervals out of bounds. */
  public AlertingThresholds {
    Check.between("alerting.scoreMargin", scoreMargin, 0, 0.2);
    Check.between("alerting.icMargin", icMargin, 0, 2);
    Check.atLeast("alerting.renewAfterDays", renewAfterDays, 1);
  }
}
