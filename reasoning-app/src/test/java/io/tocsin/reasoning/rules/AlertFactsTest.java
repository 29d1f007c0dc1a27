package io.tocsin.reasoning.rules;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.AlertBuilder;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.signal.AssessedCases;
import io.tocsin.schemas.signal.CausalityCategory;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Estimate;
import io.tocsin.schemas.signal.NaranjoClass;
import io.tocsin.schemas.signal.OnsetLatency;
import io.tocsin.schemas.signal.Standing;
import io.tocsin.schemas.signal.StratifiedMeasures;
import io.tocsin.schemas.signal.StratifiedMeasures.Subgroup;
import io.tocsin.schemas.signal.TemporalMeasures;
import io.tocsin.schemas.signal.TemporalMeasures.ChangePoint;
import io.tocsin.schemas.signal.TemporalMeasures.Spike;
import io.tocsin.schemas.signal.TemporalMeasures.Trend;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class AlertFactsTest {
  @Test
  void theCourseInTimeIsTold() {
    Map<String, String> facts =
        facts(
            alert()
                .temporal(
                    new TemporalMeasures(
                        new Spike(LocalDate.parse("1999-07-12"), 4, 0.5, 4.9, 0.0018),
                        new ChangePoint(LocalDate.parse("1999-05-31"), 0.2, 2.5, 0.003),
                        new Trend(Trend.Direction.INCREASING, 0.2, 0.01, 0.02, 3.5),
                        0.7,
                        true,
                        1)));

    assertThat(facts)
        .containsEntry("temporal.spike.week", "1999-07-12")
        .containsEntry("temporal.spike.reports", "4")
        .containsEntry("temporal.spike.p", "0.0018")
        .containsEntry("temporal.change.week", "1999-05-31")
        .containsEntry("temporal.change.after", "2.5")
        .containsEntry("temporal.trend", "increasing")
        .containsEntry("temporal.trend.doubling_months", "3.5")
        .containsEntry("temporal.novelty", "0.7")
        .containsEntry("temporal.emerging", "yes");
  }

  @Test
  void caseFactsAreToldByWhatWasFound() {
    Map<String, String> facts =
        facts(
            alert()
                .caseFacts(
                    new OnsetLatency(1, 20, 3, 2, 4),
                    assessed(CausalityCategory.PROBABLE, false, true, 2),
                    assessed(CausalityCategory.UNLIKELY, false, false, 3),
                    assessed(CausalityCategory.CERTAIN, true, true, 1)));

    assertThat(facts)
        .containsEntry("onset.day_2_7", "20")
        .containsEntry("onset.later", "4")
        .containsEntry("onset.known", "30")
        .containsEntry("onset.within_30_days", "24")
        .containsEntry("clinical.assessed", "6")
        .containsEntry("clinical.unlikely", "3")
        .containsEntry("clinical.dechallenged", "3")
        .containsEntry("clinical.rechallenged", "1")
        .containsEntry("clinical.who_umc.probable", "2")
        .containsEntry("clinical.naranjo.possible", "6");
  }

  @Test
  void patientGroupsAndRankAreTold() {
    Map<String, String> facts =
        facts(
            alert()
                .standing(new Standing(true, 99.9, 3, 10_746))
                .stratified(
                    new StratifiedMeasures(
                        0.81,
                        Estimate.of(4.71, 4.2, 5.1),
                        Estimate.UNDEFINED,
                        List.of(
                            new Subgroup(
                                "sex",
                                "female",
                                new ContingencyTable(16, 230, 1, 11_000),
                                0.37,
                                Estimate.UNDEFINED,
                                Estimate.of(4.24, 3.4, 4.8))))));

    assertThat(facts)
        .containsEntry("stratified.expected", "0.81")
        .containsEntry("stratified.ic.lower", "4.2")
        .containsEntry("stratified.sex.female.n11", "16")
        .containsEntry("stratified.sex.female.ic.lower", "3.4")
        .containsEntry("standing.significant", "yes")
        .containsEntry("standing.rank", "3")
        .doesNotContainKey("stratified.ebgm");
  }

  @Test
  void whatTheAlertDoesNotSayIsNoFact() {
    assertThat(facts(alert()).keySet())
        .noneMatch(id -> id.matches("(temporal|onset|clinical|stratified|standing|label)\\..*"));
  }

  /** Values by id; fails when an id stands twice. */
  private static Map<String, String> facts(AlertBuilder builder) {
    Alert alert = builder.build();
    return new RulesEngine()
        .evidence(alert).facts().stream()
            .collect(Collectors.toMap(Fact::id, AlertFactsTest::content));
  }

  private static String content(Fact fact) {
    return fact.value() == null ? String.valueOf(fact.text()) : fact.value().toPlainString();
  }

  private static AssessedCases assessed(
      CausalityCategory category, boolean rechallenged, boolean dechallenged, long reports) {
    return new AssessedCases(
        category, NaranjoClass.POSSIBLE, rechallenged, dechallenged, true, reports);
  }
}
