package io.tocsin.scoring;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.RuleVerdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of signal detection, by name, and what each says of a pair. A bound that is undefined
 * meets no rule; an infinite PRR exceeds every threshold.
 */
public final class Rules {
  private Rules() {}

  /** Every rule's verdict, always in the same order. */
  public static List<RuleVerdict> judge(
      ContingencyTable table, Measures measures, RuleThresholds thresholds) {
    return List.of(
        new RuleVerdict("evans", evans(table, measures, thresholds)),
        new RuleVerdict("ror025", ror025(table, measures, thresholds)),
        new RuleVerdict("ic025", ic025(table, measures, thresholds)),
        new RuleVerdict("eb05", eb05(table, measures, thresholds)),
        new RuleVerdict("ema-2016", ema2016(table, measures, thresholds)),
        new RuleVerdict("mhra", mhra(table, measures, thresholds)));
  }

  /** PRR ≥ 2, χ² ≥ 4, a ≥ 3 (Evans 2001). */
  static boolean evans(ContingencyTable table, Measures measures, RuleThresholds thresholds) {
    return table.n11() >= thresholds.minReports()
        && (measures.onlyWithDrug() || reaches(measures.prr().value(), thresholds.evansPrr()))
        && reaches(measures.chiSquared(), thresholds.evansChiSquared());
  }

  /** Lower bound of the ROR above 1, a ≥ 3. */
  static boolean ror025(ContingencyTable table, Measures measures, RuleThresholds thresholds) {
    return table.n11() >= thresholds.minReports()
        && exceeds(measures.ror().lower(), thresholds.ror025Above());
  }

  /** Lower bound of the IC above 0 (Norén et al. 2013), a ≥ 3. */
  static boolean ic025(ContingencyTable table, Measures measures, RuleThresholds thresholds) {
    return table.n11() >= thresholds.minReports()
        && exceeds(measures.ic().lower(), thresholds.ic025Above());
  }

  /** EB05 ≥ 2 (Szarfman et al. 2002), a ≥ 3. */
  static boolean eb05(ContingencyTable table, Measures measures, RuleThresholds thresholds) {
    return table.n11() >= thresholds.minReports()
        && reaches(measures.ebgm().lower(), thresholds.eb05());
  }

  /**
   * Lower bound of the ROR above 1 and enough reports (EMA 2016). When the event was reported with
   * no other drug, the ROR is taken as 99.9. The rule's third condition, an important medical
   * event, is the reader's to check.
   */
  static boolean ema2016(ContingencyTable table, Measures measures, RuleThresholds thresholds) {
    Double ror025 =
        measures.onlyWithDrug()
            ? (Double) thresholds.emaRorWithoutOthers()
            : measures.ror().lower();
    return table.n11() >= thresholds.emaMinReports() && exceeds(ror025, thresholds.ror025Above());
  }

  /** EBGM ≥ 2.5, EB05 ≥ 1.8, a ≥ 3 (MHRA). */
  static boolean mhra(ContingencyTable table, Measures measures, RuleThresholds thresholds) {
    return table.n11() >= thresholds.minReports()
        && reaches(measures.ebgm().value(), thresholds.mhraEbgm())
        && reaches(measures.ebgm().lower(), thresholds.mhraEb05());
  }

  private static boolean reaches(@Nullable Double value, double threshold) {
    return value != null && value >= threshold;
  }

  private static boolean exceeds(@Nullable Double value, double threshold) {
    return value != null && value > threshold;
  }
}
