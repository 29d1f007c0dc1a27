package io.tocsin.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CaseSummary.MonthCount;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Estimate;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.RuleVerdict;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final LocalDate AS_OF = LocalDate.of(1999, 12, 28);
  private static final Measures ALL_MET =
      new Measures(
          Estimate.of(2, 1, 4),
          Estimate.of(3, 1.01, 9),
          4.0,
          null,
          Estimate.of(1, 0.01, 2),
          Estimate.of(2.5, 2, 3),
          null,
          null,
          false,
          false);

  @Test
  void everyRuleIsReportedByNameInTheSameOrder() {
    assertThat(verdicts(reports(0), ALL_MET, RuleThresholds.DEFAULTS))
        .extracting(RuleVerdict::rule)
        .containsExactly(
            "evans", "ror025", "ic025", "eb05", "ema-2016", "mhra", "increased-frequency");
  }

  @Test
  void aRuleThatIsSwitchedOffIsNotReported() {
    RuleThresholds some = Settings.at("/rules/enabled", "[\"mhra\",\"evans\"]").rules();
    assertThat(verdicts(reports(5), ALL_MET, some))
        .containsExactly(new RuleVerdict("evans", true), new RuleVerdict("mhra", true));
    RuleThresholds none = Settings.at("/rules/enabled", "[]").rules();
    assertThat(verdicts(reports(5), ALL_MET, none)).isEmpty();
  }

  @Test
  void thePlannedSequentialTestRingsWhereItsLikelihoodRatioReachesItsLimit() {
    RuleThresholds planned = Settings.at("/rules/enabled", "[\"max-sprt\"]").rules();
    assertThat(verdicts(withExpected(3, 0.4), ALL_MET, planned))
        .containsExactly(new RuleVerdict("max-sprt", true));
    assertThat(verdicts(withExpected(2, 0.1), ALL_MET, planned))
        .containsExactly(new RuleVerdict("max-sprt", false));
    assertThat(verdicts(withExpected(3, 1.5), ALL_MET, planned))
        .containsExactly(new RuleVerdict("max-sprt", false));
    assertThat(verdicts(withExpected(100, 20.5), ALL_MET, planned))
        .containsExactly(new RuleVerdict("max-sprt", false));
  }

  @Test
  void aPairThatIsReportedMoreOftenThanItUsedToBeMeetsTheRuleOfIncreasedFrequency() {
    assertThat(judge(reports(9), ALL_MET, RuleThresholds.DEFAULTS, monthly(1, 8)))
        .contains(new RuleVerdict("increased-frequency", true));
    assertThat(judge(reports(30), ALL_MET, RuleThresholds.DEFAULTS, monthly(6, 3)))
        .contains(new RuleVerdict("increased-frequency", false));
  }

  @Test
  void everyRuleNeedsThreeReportsAndThatOfTheEmaFive() {
    assertThat(met(reports(2), ALL_MET)).isEmpty();
    assertThat(met(reports(3), ALL_MET))
        .containsExactly("evans", "ror025", "ic025", "eb05", "mhra");
    assertThat(met(reports(5), ALL_MET))
        .containsExactly("evans", "ror025", "ic025", "eb05", "ema-2016", "mhra");
  }

  @Test
  void eachRuleFailsJustBelowItsThreshold() {
    Measures justBelow =
        new Measures(
            Estimate.of(1.99, 1, 4),
            Estimate.of(3, 1, 9),
            3.99,
            null,
            Estimate.of(1, 0, 2),
            Estimate.of(2.5, 1.99, 3),
            null,
            null,
            false,
            false);
    assertThat(met(reports(9), justBelow)).containsExactly("mhra");
    Measures shrunk =
        new Measures(
            Estimate.of(1.99, 1, 4),
            Estimate.of(3, 1, 9),
            9.0,
            null,
            Estimate.of(1, 0, 2),
            Estimate.of(2.49, 2, 3),
            null,
            null,
            false,
            false);
    assertThat(met(reports(9), shrunk)).containsExactly("eb05");
  }

  @Test
  void anEventReportedOnlyWithTheDrugMeetsEvansAndTheEmaThoughItsRatiosAreInfinite() {
    ContingencyTable table = new ContingencyTable(6, 38, 0, 3312);
    Measures measures = new Scorer(ScoringConfig.DEFAULTS, Model.DEFAULTS).measure(table);
    assertThat(measures.onlyWithDrug()).isTrue();
    assertThat(met(table, measures))
        .contains("evans", "ic025", "ema-2016")
        .doesNotContain("ror025");
  }

  @Test
  void aSingleReportOfADrugMeetsNoRuleThoughItsPrrIntervalCollapses() {
    ContingencyTable table = new ContingencyTable(1, 0, 100, 3255);
    Measures measures = new Scorer(ScoringConfig.DEFAULTS, Model.DEFAULTS).measure(table);
    assertThat(measures.degenerate()).isTrue();
    assertThat(measures.prr().lower()).isGreaterThan(2);
    assertThat(met(table, measures)).isEmpty();
  }

  private static List<String> met(ContingencyTable table, Measures measures) {
    return verdicts(table, measures, RuleThresholds.DEFAULTS).stream()
        .filter(RuleVerdict::met)
        .map(RuleVerdict::rule)
        .toList();
  }

  private static List<RuleVerdict> verdicts(
      ContingencyTable table, Measures measures, RuleThresholds thresholds) {
    return judge(table, measures, thresholds, CaseSummary.NONE);
  }

  private static List<RuleVerdict> judge(
      ContingencyTable table, Measures measures, RuleThresholds thresholds, CaseSummary cases) {
    return new Rules(thresholds, ScoringConfig.DEFAULTS.sequential())
        .judge(table, table.expected(), measures, cases, AS_OF);
  }

  private static ContingencyTable reports(long n11) {
    return new ContingencyTable(n11, 100, 100, 10_000);
  }

  /** A table of a hundred thousand reports in which so many reports of the pair are expected. */
  private static ContingencyTable withExpected(long n11, double expected) {
    return ContingencyTable.ofMargins(n11, 1_000, Math.round(expected * 100), 100_000);
  }

  /** A pair known for ten years, with its reports of the year before the last and of the last. */
  private static CaseSummary monthly(long inTheYearBefore, long inTheLastYear) {
    return new CaseSummary(
        0,
        0,
        0,
        0,
        0,
        0,
        AS_OF.minusYears(10),
        AS_OF,
        Map.of(),
        List.of(),
        List.of(
            new MonthCount(AS_OF.withDayOfMonth(1).minusMonths(18), inTheYearBefore),
            new MonthCount(AS_OF.withDayOfMonth(1).minusMonths(1), inTheLastYear)),
        null,
        List.of());
  }
}
