package io.tocsin.schemas.signal;

import java.util.List;

/**
 * A pair's measures adjusted for strata, and within subgroups of patients.
 *
 * @param expected sum over the strata of the count expected under independence in each
 * @param ic information component against {@code expected}, 95 % credibility interval
 * @param ebgm empirical Bayes geometric mean against {@code expected}, 90 % credibility interval
 * @param subgroups by sex, then by age band; those that have a report of the pair
 */
public record StratifiedMeasures(
    double expected, Estimate ic, Estimate ebgm, List<Subgroup> subgroups) {

  /**
   * A pair within one group of patients.
   *
   * @param dimension {@code sex} or {@code age}
   * @param group such as {@code female} or {@code 18-44}; {@code unknown} when not reported
   * @param table of the reports of this group
   */
  public record Subgroup(
      String dimension,
      String group,
      ContingencyTable table,
      double expected,
      Estimate ror,
      Estimate ic) {}
}
