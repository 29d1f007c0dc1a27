package io.tocsin.scoring;

import io.tocsin.scoring.check.Check;
import io.tocsin.scoring.temporal.FrequencyThresholds;
import java.util.List;

/**
 * Which rules of signal detection are judged, and their thresholds.
 *
 * @param enabled names of the rules that are judged and reported, see {@link Rules#NAMES}
 * @param minReports reports of the pair that every rule needs, at least 1
 * @param evansPrr least PRR of Evans (2001)
 * @param evansChiSquared least χ² of Evans (2001)
 * @param ror025Above the lower bound of the ROR must exceed this
 * @param ic025Above the lower bound of the IC must exceed this
 * @param eb05 least EB05
 * @param emaMinReports reports that the rule of EMA (2016) needs: 5, or 3 for products under
 *     additional monitoring
 * @param emaRorWithoutOthers ROR that the rule of EMA takes when the event was reported with no
 *     other drug
 * @param mhraEbgm least EBGM of the MHRA
 * @param mhraEb05 least EB05 of the MHRA
 * @param frequency of the rule of increased frequency
 */
public record RuleThresholds(
    List<String> enabled,
    long minReports,
    double evansPrr,
    double evansChiSquared,
    double ror025Above,
    double ic025Above,
    double eb05,
    long emaMinReports,
    double emaRorWithoutOthers,
    double mhraEbgm,
    double mhraEb05,
    FrequencyThresholds frequency) {

  /** As published; the sequential test is off until it is planned. */
  public static final RuleThresholds DEFAULTS =
      new RuleThresholds(
          Rules.UNPLANNED, 3, 2, 4, 1, 0, 2, 5, 99.9, 2.5, 1.8, FrequencyThresholds.DEFAULTS);

  /** Refuses rules that there are not and thresholds that no report could miss. */
  public RuleThresholds {
    enabled = List.copyOf(enabled);
    for (String rule : enabled) {
      Check.oneOf("rules.enabled", rule, Rules.NAMES);
    }
    Check.atLeast("rules.minReports", minReports, 1);
    Check.notNegative("rules.evansPrr", evansPrr);
    Check.notNegative("rules.evansChiSquared", evansChiSquared);
    Check.notNegative("rules.ror025Above", ror025Above);
    Check.finite("rules.ic025Above", ic025Above);
    Check.notNegative("rules.eb05", eb05);
    Check.atLeast("rules.emaMinReports", emaMinReports, 1);
    Check.notNegative("rules.emaRorWithoutOthers", emaRorWithoutOthers);
    Check.notNegative("rules.mhraEbgm", mhraEbgm);
    Check.notNegative("rules.mhraEb05", mhraEb05);
  }
}
