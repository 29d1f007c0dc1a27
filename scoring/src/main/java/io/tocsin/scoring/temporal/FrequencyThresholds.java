package io.tocsin.scoring.temporal;

import io.tocsin.scoring.check.Check;

/**
 * Thresholds of the rule of increased frequency.
 *
 * @param minNew least reports of the pair in a year that the rule looks at
 * @param factor by how much the last year's proportion exceeds that of all years before
 * @param factorTwice by how much each of the last two years' does
 */
public record FrequencyThresholds(long minNew, double factor, double factorTwice) {
  /** At least 3 new reports, 5 times as often or twice 2 times. */
  public static final FrequencyThresholds DEFAULTS = new FrequencyThresholds(3, 5, 2);

  /** Refuses factors that are no increase. */
  public FrequencyThresholds {
    Check.atLeast("rules.frequency.minNew", minNew, 1);
    Check.notNegative("rules.frequency.factor − 1", factor - 1);
    Check.notNegative("rules.frequency.factorTwice − 1", factorTwice - 1);
  }
}
