package io.tocsin.scoring;

import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.RuleVerdict;
import io.tocsin.scoring.sequential.MaxSprt;
import io.tocsin.scoring.sequential.SequentialThresholds;
import io.tocsin.scoring.temporal.IncreasedFrequency;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of signal detection, by name, and what each says of a pair. A bound that is undefined
 * meets no rule; an infinite PRR exceeds every threshold.
 */
public final class Rules {
  /** Every rule's name, in the order in which they are reported. */
  public static final List<String> NAMES = Stream.of(Rule.values()).map(Rule::label).toList();

  /** All but the one that must be planned before the first report. */
  static final List<String> UNPLANNED =
      Stream.of(Rule.values()).filter(rule -> rule != Rule.MAX_SPRT).map(Rule::label).toList();

  private final RuleThresholds thresholds;
  private final List<Rule> enabled;
  private final @Nullable MaxSprt maxSprt;

  /** The enabled rules; making them computes the limit of a sequential test when it is enabled. */
  Rules(RuleThresholds thresholds, SequentialThresholds sequential) {
    this.thresholds = thresholds;
    this.enabled =
        Stream.of(Rule.values())
            .filter(rule -> thresholds.enabled().contains(rule.label()))
            .toList();
    this.maxSprt = enabled.contains(Rule.MAX_SPRT) ? MaxSprt.of(sequential) : null;
  }

  private enum Rule {
    EVANS("evans"),
    ROR025("ror025"),
    IC025("ic025"),
    EB05("eb05"),
    EMA_2016("ema-2016"),
    MHRA("mhra"),
    INCREASED_FREQUENCY("increased-frequency"),
    MAX_SPRT("max-sprt");

    private final String label;

    Rule(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /**
   * Every enabled rule's verdict, always in the same order.
   *
   * @param expected the expected count that {@code measures} are against
   * @param dated the reports by date, as far as they are known
   */
  List<RuleVerdict> judge(
      ContingencyTable table,
      double expected,
      Measures measures,
      CaseSummary dated,
      LocalDate asOf) {
    List<RuleVerdict> verdicts = new ArrayList<>(enabled.size());
    for (int i = 0; i < enabled.size(); i++) {
      Rule rule = enabled.get(i);
      boolean met =
          switch (rule) {
            case EVANS -> evans(table, measures, thresholds);
            case ROR025 -> ror025(table, measures, thresholds);
            case IC025 -> ic025(table, measures, thresholds);
            case EB05 -> eb05(table, measures, thresholds);
            case EMA_2016 -> ema2016(table, measures, thresholds);
            case MHRA -> mhra(table, measures, thresholds);
            case INCREASED_FREQUENCY ->
                IncreasedFrequency.isMet(table.n11(), dated, asOf, null, thresholds.frequency());
            case MAX_SPRT -> maxSprt != null && maxSprt.signals(table.n11(), expected);
          };
      verdicts.add(new RuleVerdict(rule.label(), met));
    }
    return verdicts;
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
