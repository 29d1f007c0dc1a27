package io.tocsin.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Estimate;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.RuleVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {
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
    assertThat(Rules.judge(reports(0), ALL_MET, RuleThresholds.DEFAULTS))
        .extracting(RuleVerdict::rule)
        .containsExactly("evans", "ror025", "ic025", "eb05", "ema-2016", "mhra");
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
    return Rules.judge(table, measures, RuleThresholds.DEFAULTS).stream()
        .filter(RuleVerdict::met)
        .map(RuleVerdict::rule)
        .toList();
  }

  private static ContingencyTable reports(long n11) {
    return new ContingencyTable(n11, 100, 100, 10_000);
  }
}
