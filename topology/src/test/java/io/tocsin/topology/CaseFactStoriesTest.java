package io.tocsin.topology;

import static io.tocsin.topology.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.AssessedCases;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CaseSummary.MonthCount;
import io.tocsin.schemas.signal.CausalityCategory;
import io.tocsin.schemas.signal.NaranjoClass;
import io.tocsin.schemas.signal.OnsetLatency;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CaseFactStoriesTest {
  private static final LocalDate START = LocalDate.of(1999, 6, 1);

  private final Pipeline pipeline = new Pipeline();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void casesAreCountedByWhatTheirFactsAllow() {
    pipeline
        .send(
            report("1").suspectTaken("A", START, true, null).reactionOn(START.plusDays(3), "X"),
            report("2").suspectTaken("A", START, true, null).reactionOn(START.plusDays(9), "X"),
            report("3").suspectTaken("A", START, null, null).reactionOn(START.minusDays(1), "X"),
            report("4").suspect("A").reaction("X"))
        .settle();

    assertThat(cases().assessed())
        .containsExactlyInAnyOrder(
            new AssessedCases(
                CausalityCategory.PROBABLE, NaranjoClass.POSSIBLE, false, true, true, 2),
            new AssessedCases(
                CausalityCategory.UNLIKELY, NaranjoClass.DOUBTFUL, false, false, true, 1));
    assertThat(cases().onsetLatency()).isEqualTo(new OnsetLatency(0, 1, 1, 0, 0));
  }

  @Test
  void aFollowUpThatAddsARechallengeReplacesTheAssessment() {
    LocalDate onset = START.plusDays(1);
    pipeline.send(report("1").suspectTaken("A", START, true, null).reactionOn(onset, "X")).settle();
    pipeline
        .send(report("1").version(2).suspectTaken("A", START, true, true).reactionOn(onset, "X"))
        .settle();

    assertThat(cases().assessed())
        .containsExactly(
            new AssessedCases(
                CausalityCategory.CERTAIN, NaranjoClass.PROBABLE, true, true, true, 1));
    assertThat(cases().onsetLatency()).isEqualTo(new OnsetLatency(1, 0, 0, 0, 0));
  }

  @Test
  void aNullificationTakesTheFindingsBack() {
    pipeline
        .send(
            report("1").suspectTaken("A", START, true, true).reactionOn(START, "X"),
            report("2").suspect("A").reaction("X"))
        .settle();
    pipeline.send(report("1").version(2).nullified()).settle();

    assertThat(cases().assessed()).isEmpty();
    assertThat(cases().onsetLatency()).isNull();
  }

  @Test
  void factsBelongToTheDrugThatTheyAreReportedOf() {
    pipeline
        .send(report("1").suspect("B").suspectTaken("A", null, null, false).reaction("X", "Y"))
        .settle();

    assertThat(pipeline.score("B", "X").cases().assessed()).isEmpty();
    assertThat(cases().assessed())
        .singleElement()
        .returns(false, AssessedCases::withoutAlternative)
        .returns(1L, AssessedCases::reports);
  }

  @Test
  void monthsEndWithTheLastReceiptAndGoBackThreeYears() {
    pipeline
        .send(
            received("1", LocalDate.of(1996, 7, 31)),
            received("2", LocalDate.of(1996, 8, 1)),
            received("3", LocalDate.of(1999, 7, 1)),
            received("4", LocalDate.of(1999, 7, 31)))
        .settle();

    assertThat(cases().monthly())
        .containsExactly(
            new MonthCount(LocalDate.of(1996, 8, 1), 1),
            new MonthCount(LocalDate.of(1999, 7, 1), 2));
    assertThat(cases().weekly()).hasSize(2);
  }

  private static Reports received(String id, LocalDate day) {
    return report(id).received(day).suspect("A").reaction("X");
  }

  private CaseSummary cases() {
    return pipeline.score("A", "X").cases();
  }
}
