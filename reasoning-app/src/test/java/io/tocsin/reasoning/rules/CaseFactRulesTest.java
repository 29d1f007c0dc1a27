package io.tocsin.reasoning.rules;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.AlertBuilder;
import io.tocsin.reasoning.grounding.GroundingCheck;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.CausalityItem;
import io.tocsin.schemas.detection.Criterion;
import io.tocsin.schemas.detection.Evidence;
import io.tocsin.schemas.detection.Finding;
import io.tocsin.schemas.signal.AssessedCases;
import io.tocsin.schemas.signal.CausalityCategory;
import io.tocsin.schemas.signal.NaranjoClass;
import io.tocsin.schemas.signal.OnsetLatency;
import org.junit.jupiter.api.Test;

final class CaseFactRulesTest {
  private static final OnsetLatency SOON = new OnsetLatency(1, 20, 3, 0, 0);

  private final RulesEngine rules = new RulesEngine();

  @Test
  void datesOfCasesTellTheTimeToOnsetAndWhatCameFirst() {
    Assessment assessment = assess(alert().caseFacts(SOON));

    assertThat(item(assessment, Criterion.TIME_TO_ONSET))
        .returns(Finding.SUPPORTED, CausalityItem::finding)
        .returns(
            "Of 24 reports with known onset, 24 had it within a month of the drug's start.",
            CausalityItem::reason);
    assertThat(item(assessment, Criterion.TEMPORALITY))
        .returns(Finding.SUPPORTED, CausalityItem::finding)
        .returns("In 24 reports the event followed the start of the drug.", CausalityItem::reason);
    assertThat(finding(assessment, Criterion.DECHALLENGE_RECHALLENGE)).isEqualTo(Finding.NO_DATA);
  }

  @Test
  void datesOfTwoCasesAreTooFew() {
    Assessment assessment = assess(alert().caseFacts(new OnsetLatency(1, 1, 0, 0, 0)));

    assertThat(finding(assessment, Criterion.TIME_TO_ONSET)).isEqualTo(Finding.NO_DATA);
    assertThat(finding(assessment, Criterion.TEMPORALITY)).isEqualTo(Finding.NO_DATA);
  }

  @Test
  void lateOnsetsAreNotHeldAgainstASignalForNobodyKnowsWhatTimeFits() {
    Assessment assessment = assess(alert().caseFacts(new OnsetLatency(0, 1, 0, 2, 9)));

    assertThat(finding(assessment, Criterion.TIME_TO_ONSET)).isEqualTo(Finding.NO_DATA);
    assertThat(finding(assessment, Criterion.TEMPORALITY)).isEqualTo(Finding.SUPPORTED);
  }

  @Test
  void asManyUnlikelyCasesAsOthersPutInDoubtWhatCameFirst() {
    Assessment assessment =
        assess(
            alert()
                .caseFacts(
                    SOON,
                    cases(CausalityCategory.POSSIBLE, false, false, 24),
                    cases(CausalityCategory.UNLIKELY, false, false, 24)));

    assertThat(finding(assessment, Criterion.TEMPORALITY)).isEqualTo(Finding.NOT_SUPPORTED);
  }

  @Test
  void oneRechallengeSpeaksAndTwoDechallengesDoNot() {
    AssessedCases back = cases(CausalityCategory.PROBABLE, true, true, 1);
    AssessedCases abated = cases(CausalityCategory.PROBABLE, false, true, 2);

    Assessment two = assess(alert().caseFacts(null, abated));
    Assessment three = assess(alert().caseFacts(null, abated, back));

    assertThat(finding(two, Criterion.DECHALLENGE_RECHALLENGE)).isEqualTo(Finding.NO_DATA);
    assertThat(item(three, Criterion.DECHALLENGE_RECHALLENGE))
        .returns(Finding.SUPPORTED, CausalityItem::finding)
        .returns(
            "The event abated without the drug in 3 reports and came back with it in 1.",
            CausalityItem::reason);
  }

  @Test
  void causalityOfThePairIsNotAssessedWhateverItsCasesSay() {
    Assessment assessment =
        assess(alert().caseFacts(SOON, cases(CausalityCategory.CERTAIN, true, true, 9)));

    assertThat(assessment.causality()).isEqualTo(CausalityCategory.NOT_ASSESSED);
    assertThat(assessment.limitations())
        .contains(
            "Causality was not assessed for the pair: the alert brings assessments of single cases"
                + " by their reported facts, not the cases.");
  }

  /** Also asserts that everything that is said is grounded. */
  private Assessment assess(AlertBuilder builder) {
    Alert alert = builder.build();
    Evidence evidence = rules.evidence(alert);
    Assessment assessment = rules.assess(alert, evidence);
    assertThat(GroundingCheck.check(alert.pair(), assessment, evidence).problems()).isEmpty();
    return assessment;
  }

  private static AssessedCases cases(
      CausalityCategory category, boolean rechallenged, boolean dechallenged, long reports) {
    return new AssessedCases(
        category, NaranjoClass.POSSIBLE, rechallenged, dechallenged, true, reports);
  }

  private static Finding finding(Assessment assessment, Criterion criterion) {
    return item(assessment, criterion).finding();
  }

  private static CausalityItem item(Assessment assessment, Criterion criterion) {
    return assessment.items().stream()
        .filter(item -> item.criterion() == criterion)
        .findFirst()
        .orElseThrow();
  }
}
