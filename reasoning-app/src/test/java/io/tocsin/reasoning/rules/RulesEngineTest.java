package io.tocsin.reasoning.rules;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.AlertBuilder;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.detection.Argument;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.CausalityItem;
import io.tocsin.schemas.detection.Confidence;
import io.tocsin.schemas.detection.Confounder;
import io.tocsin.schemas.detection.Criterion;
import io.tocsin.schemas.detection.Finding;
import io.tocsin.schemas.detection.Priority;
import io.tocsin.schemas.detection.Recommendation;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.CaseSummary.WeekCount;
import io.tocsin.schemas.signal.CausalityCategory;
import io.tocsin.schemas.signal.Estimate;
import io.tocsin.schemas.signal.Measures;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RulesEngineTest {
  private final RulesEngine rules = new RulesEngine();

  @Test
  void aStrongSeriousSignalGoesToAPersonAtOnce() {
    Assessment assessment = assess(alert());

    assertThat(assessment.recommendation()).isEqualTo(Recommendation.VALIDATE_AND_ESCALATE);
    assertThat(assessment.priority()).isEqualTo(Priority.URGENT);
    assertThat(assessment.confidence()).isEqualTo(Confidence.MODERATE);
    assertThat(finding(assessment, Criterion.DISPROPORTIONALITY)).isEqualTo(Finding.SUPPORTED);
    assertThat(finding(assessment, Criterion.STRENGTH)).isEqualTo(Finding.SUPPORTED);
    assertThat(finding(assessment, Criterion.SPECIFICITY)).isEqualTo(Finding.SUPPORTED);
    assertThat(finding(assessment, Criterion.SERIOUSNESS)).isEqualTo(Finding.SUPPORTED);
  }

  @Test
  void theNarrativeTellsLevelCountsMeasuresAndWhatMadeIt() {
    assertThat(assess(alert()).narrative())
        .startsWith(
            "ROTAVIRUS 4-VALENT (ROTASHIELD) and INTUSSUSCEPTION rose from none to high. As of"
                + " 1999-07-15, 4 reports name both, among 154 reports of the drug, 5 of the event"
                + " and 17000 in all; 0.05 would be expected if they were unrelated. Information"
                + " component 3.04 (1.21 to 4.10), empirical Bayes geometric mean 24.60 (7.30 to"
                + " 61.90) and proportional reporting ratio 437.50 (49.20 to 3889.10). Rules met:"
                + " evans and ic025.")
        .endsWith(
            "Automated rule-based assessment; not a language model, not a medical judgement.");
  }

  @Test
  void everyQuestionIsAnsweredOnceAndCitesFactsExactlyWhenThereAreSome() {
    Assessment assessment = assess(alert());

    assertThat(assessment.items())
        .extracting(CausalityItem::criterion)
        .containsExactly(Criterion.values());
    assertThat(assessment.confounders())
        .extracting(Confounder::kind)
        .containsExactly(Confounder.Kind.values());
    assertThat(assessment.items())
        .allSatisfy(
            item ->
                assertThat(item.factIds().isEmpty()).isEqualTo(item.finding() == Finding.NO_DATA));
  }

  @ParameterizedTest
  @EnumSource(
      value = Criterion.class,
      names = {
        "TIME_TO_ONSET",
        "DECHALLENGE_RECHALLENGE",
        "NO_ALTERNATIVE_CAUSE",
        "MECHANISM",
        "NOT_LABELLED",
        "SPECIAL_POPULATION",
        "TEMPORALITY",
        "BIOLOGICAL_GRADIENT",
        "PLAUSIBILITY",
        "COHERENCE",
        "EXPERIMENT",
        "ANALOGY"
      })
  void whatCountsCannotTellIsNoData(Criterion criterion) {
    assertThat(finding(assess(alert()), criterion)).isEqualTo(Finding.NO_DATA);
  }

  @ParameterizedTest
  @EnumSource(AlertLevel.class)
  void causalityIsNeverInferredFromCounts(AlertLevel level) {
    Assessment assessment =
        assess(alert().level(AlertReason.RENEWED, level, level).serious(400, 300));

    assertThat(assessment.causality()).isEqualTo(CausalityCategory.NOT_ASSESSED);
    assertThat(assessment.confidence()).isNotEqualTo(Confidence.HIGH);
    assertThat(assessment.limitations()).anyMatch(text -> text.startsWith("Causality was not"));
  }

  @Test
  void twoReportsAreTooFewWhateverTheirMeasuresSay() {
    Assessment assessment = assess(alert().table(2, 150, 1, 16845));

    assertThat(assessment.recommendation()).isEqualTo(Recommendation.REQUEST_DATA);
    assertThat(assessment.priority()).isEqualTo(Priority.HIGH);
    assertThat(assessment.confidence()).isEqualTo(Confidence.LOW);
    assertThat(finding(assessment, Criterion.NUMBER_OF_REPORTS)).isEqualTo(Finding.NOT_SUPPORTED);
    assertThat(finding(assessment, Criterion.DISPROPORTIONALITY)).isEqualTo(Finding.NOT_SUPPORTED);
    assertThat(finding(assessment, Criterion.STRENGTH)).isEqualTo(Finding.NO_DATA);
  }

  @Test
  void moreReportsThanBeforeAreNotMoreThanOfOtherPairs() {
    Assessment assessment = assess(alert().noRuleMet().moreOftenThanBefore());

    assertThat(finding(assessment, Criterion.DISPROPORTIONALITY)).isEqualTo(Finding.NOT_SUPPORTED);
    assertThat(assessment.recommendation()).isEqualTo(Recommendation.REQUEST_DATA);
    assertThat(assessment.narrative()).contains("Rules met: increased-frequency.");
  }

  @Test
  void aHighScoreWithoutAnyRuleMetAsksForDataBeforeAnyoneIsAlarmed() {
    Assessment assessment = assess(alert().noRuleMet());

    assertThat(assessment.recommendation()).isEqualTo(Recommendation.REQUEST_DATA);
    assertThat(assessment.evidenceAgainst())
        .extracting(Argument::statement)
        .contains("No rule of disproportion is met.");
  }

  @Test
  void anObservationWithoutATableIsAssessedOnNothingItDoesNotHave() {
    Assessment assessment = assess(alert().withoutTable());

    assertThat(assessment.recommendation()).isEqualTo(Recommendation.REQUEST_DATA);
    assertThat(assessment.confidence()).isEqualTo(Confidence.LOW);
    assertThat(assessment.items())
        .allMatch(item -> item.finding() == Finding.NO_DATA && item.factIds().isEmpty());
    assertThat(assessment.limitations())
        .contains("There is no contingency table, so no measure could be computed.");
  }

  @Test
  void aModerateSignalIsValidatedWhenSeriousAndWatchedWhenNot() {
    AlertBuilder moderate =
        alert().level(AlertReason.ESCALATED, AlertLevel.LOW, AlertLevel.MODERATE);

    assertThat(assess(moderate.serious(1, 0)))
        .returns(Recommendation.VALIDATE_AND_ESCALATE, Assessment::recommendation)
        .returns(Priority.MEDIUM, Assessment::priority);
    assertThat(assess(moderate.serious(0, 0)))
        .returns(Recommendation.MONITOR, Assessment::recommendation)
        .returns(Priority.LOW, Assessment::priority);
  }

  @Test
  void aFallingLevelIsWatchedAndSpeaksAgainstTheSignal() {
    Assessment assessment =
        assess(alert().level(AlertReason.DE_ESCALATED, AlertLevel.HIGH, AlertLevel.WATCHLIST));

    assertThat(assessment.recommendation()).isEqualTo(Recommendation.MONITOR);
    assertThat(assessment.priority()).isEqualTo(Priority.LOW);
    assertThat(assessment.evidenceAgainst().getFirst().statement())
        .isEqualTo("The signal weakened although no report was taken back.");
    assertThat(assessment.narrative()).contains("fell from high to watchlist, although");
  }

  @Test
  void aSignalWhoseReportsWereAllTakenBackIsRefuted() {
    Assessment assessment =
        assess(
            alert()
                .level(AlertReason.RETRACTED, AlertLevel.CRITICAL, AlertLevel.NONE)
                .table(0, 150, 1, 16849)
                .noRuleMet());

    assertThat(assessment.recommendation()).isEqualTo(Recommendation.REFUTE);
    assertThat(assessment.evidenceAgainst().getFirst().statement())
        .isEqualTo("Reports that the signal rested on were nullified or changed.");
    assertThat(assessment.narrative()).contains("0 reports name both", "because reports were");
  }

  @Test
  void aSignalThatLostSomeReportsIsLookedAtAgainWhenItIsStillHigh() {
    Assessment assessment =
        assess(alert().level(AlertReason.RETRACTED, AlertLevel.CRITICAL, AlertLevel.HIGH));

    assertThat(assessment.recommendation()).isEqualTo(Recommendation.MONITOR);
    assertThat(assessment.priority()).isEqualTo(Priority.MEDIUM);
    assertThat(assessment.narrative()).contains("Check earlier conclusions");
  }

  @Test
  void reportsThatMultiplyInTheLastWeeksShowATrendAndMayBePublicity() {
    Assessment surge =
        assess(
            alert()
                .weekly(
                    new WeekCount(LocalDate.parse("1999-03-08"), 1),
                    new WeekCount(LocalDate.parse("1999-07-05"), 6),
                    new WeekCount(LocalDate.parse("1999-07-12"), 9)));

    assertThat(finding(surge, Criterion.REPORTING_TREND)).isEqualTo(Finding.SUPPORTED);
    assertThat(notoriety(surge)).isEqualTo(Finding.SUPPORTED);
  }

  @Test
  void reportsThatKeepTheirPaceShowNoTrend() {
    Assessment even =
        assess(
            alert()
                .weekly(
                    new WeekCount(LocalDate.parse("1999-03-08"), 20),
                    new WeekCount(LocalDate.parse("1999-07-12"), 4)));

    assertThat(finding(even, Criterion.REPORTING_TREND)).isEqualTo(Finding.NOT_SUPPORTED);
    assertThat(notoriety(even)).isEqualTo(Finding.NOT_SUPPORTED);
  }

  @Test
  void twoSourcesWithEnoughReportsEachAgree() {
    Assessment several =
        assess(alert().sources(Map.of(ReportSource.VAERS, 4L, ReportSource.LITERATURE, 3L)));
    Assessment one =
        assess(alert().sources(Map.of(ReportSource.VAERS, 4L, ReportSource.LITERATURE, 2L)));

    assertThat(finding(several, Criterion.CONSISTENCY)).isEqualTo(Finding.SUPPORTED);
    assertThat(finding(one, Criterion.CONSISTENCY)).isEqualTo(Finding.NO_DATA);
  }

  @Test
  void anIntervalThatCollapsedIsNoStrength() {
    Assessment assessment =
        assess(
            alert()
                .table(4, 0, 1, 16995)
                .measures(
                    new Measures(
                        Estimate.of(437.5, 437.5, 437.5),
                        Estimate.UNDEFINED,
                        null,
                        null,
                        Estimate.UNDEFINED,
                        Estimate.UNDEFINED,
                        null,
                        null,
                        false,
                        true)));

    assertThat(finding(assessment, Criterion.STRENGTH)).isEqualTo(Finding.NO_DATA);
    assertThat(assessment.limitations()).anyMatch(text -> text.contains("not usable"));
  }

  @Test
  void whyALevelWasHeldBackIsPartOfTheStory() {
    assertThat(assess(alert().heldBack("fewer than 5 reports")).narrative())
        .contains("The level was held back: fewer than 5 reports.");
  }

  @Test
  void theSameAlertIsAlwaysAssessedTheSame() {
    Alert alert = alert().build();

    assertThat(rules.assess(alert)).isEqualTo(new RulesEngine().assess(alert));
    assertThat(rules.evidence(alert)).isEqualTo(new RulesEngine().evidence(alert));
  }

  private Assessment assess(AlertBuilder alert) {
    return rules.assess(alert.build());
  }

  private static Finding finding(Assessment assessment, Criterion criterion) {
    return assessment.items().stream()
        .filter(item -> item.criterion() == criterion)
        .map(CausalityItem::finding)
        .findFirst()
        .orElseThrow();
  }

  private static Finding notoriety(Assessment assessment) {
    return assessment.confounders().stream()
        .filter(confounder -> confounder.kind() == Confounder.Kind.NOTORIETY)
        .map(Confounder::finding)
        .findFirst()
        .orElseThrow();
  }
}
