package io.tocsin.topology;

import static io.tocsin.topology.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tocsin.schemas.report.Sex;
import io.tocsin.scoring.strata.PairStrata;
import io.tocsin.scoring.strata.Stratum;
import io.tocsin.topology.margins.MarginSchedule;
import io.tocsin.topology.scoring.AsOf;
import io.tocsin.topology.strata.Dimension;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StrataStoriesTest {
  private static final int WOMEN = Stratum.group(Sex.FEMALE, 30.0);
  private static final int GIRLS = Stratum.group(Sex.FEMALE, 8.0);
  private static final int MEN = Stratum.group(Sex.MALE, 30.0);
  private static final int UNKNOWN = Stratum.group(null, null);

  private final Pipeline pipeline = new Pipeline();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void aReportCountsInTheStratumOfItsPatientInEachTable() {
    pipeline
        .send(
            woman("1").suspect("A", "B").reaction("X", "Y"),
            woman("2").suspect("A").reaction("X"),
            report("3").patient(Sex.MALE, 31).suspect("A").reaction("X"),
            report("4").patient(Sex.FEMALE, 8).suspect("C").reaction("X"),
            report("5").suspect("C").reaction("Z"))
        .settleStrata();

    PairStrata strata = strata("A", "X");
    assertThat(strata.pair().toMap()).containsOnly(entry(WOMEN, 2), entry(MEN, 1));
    assertThat(strata.drug().toMap()).containsOnly(entry(WOMEN, 2), entry(MEN, 1));
    assertThat(strata.event().toMap())
        .containsOnly(entry(WOMEN, 2), entry(MEN, 1), entry(GIRLS, 1));
    assertThat(strata.all().toMap())
        .containsOnly(entry(WOMEN, 2), entry(MEN, 1), entry(GIRLS, 1), entry(UNKNOWN, 1));
    assertThat(strata.expected()).isEqualTo(2.0 * 2 / 2 + 1.0);
  }

  @Test
  void aFollowUpThatCorrectsTheSexMovesItsReportBetweenStrata() {
    pipeline.send(woman("1").suspect("A").reaction("X")).settleStrata();
    pipeline
        .send(report("1").version(2).patient(Sex.MALE, 30).suspect("A").reaction("X"))
        .settleStrata();

    PairStrata strata = strata("A", "X");
    assertThat(strata.pair().toMap()).containsOnly(entry(MEN, 1));
    assertThat(strata.drug().toMap()).containsOnly(entry(MEN, 1));
    assertThat(strata.event().toMap()).containsOnly(entry(MEN, 1));
    assertThat(strata.all().toMap()).containsOnly(entry(MEN, 1));
    assertThat(pipeline.table("A", "X")).containsExactly(1L, 1L, 1L, 1L);
  }

  @Test
  void aNullificationLeavesNothingInAnyStratum() {
    pipeline.send(woman("1").suspect("A").reaction("X")).settleStrata();
    pipeline.send(woman("1").version(2).nullified()).settleStrata();

    PairStrata strata = strata("A", "X");
    assertThat(strata.pair().toMap()).isEmpty();
    assertThat(strata.drug().toMap()).isEmpty();
    assertThat(strata.event().toMap()).isEmpty();
    assertThat(strata.all().toMap()).isEmpty();
  }

  @Test
  void strataComeOnceNoReportHasComeForAWhileOrWhenTheyHaveWaitedLongEnough() {
    Duration interval = MarginSchedule.DEFAULTS.strataInterval();
    for (int i = 0; i < 9; i++) {
      pipeline.send(woman("r" + i).suspect("A").reaction("X")).pass(interval);
      assertThat(pipeline.strata("A", "X")).isEmpty();
    }

    pipeline.send(woman("r9").suspect("A").reaction("X")).pass(interval);
    assertThat(strata("A", "X").event().total()).isEqualTo(10);

    pipeline.send(woman("r10").suspect("A").reaction("X")).pass(interval).pass(interval);
    assertThat(strata("A", "X").event().total()).isEqualTo(11);
  }

  @Test
  void theYearOfReceiptIsAStratumOfMarginsOnly() {
    try (Pipeline byYear = pipelineBy(Set.of(Dimension.SEX, Dimension.YEAR))) {
      byYear
          .send(
              woman("1").received(LocalDate.of(1998, 12, 31)).suspect("A").reaction("X"),
              woman("2").received(LocalDate.of(1999, 1, 1)).suspect("A").reaction("X"))
          .settleStrata();

      PairStrata strata = byYear.strata("A", "X").orElseThrow();
      assertThat(strata.pair().toMap()).containsOnly(entry(WOMEN, 2));
      assertThat(strata.drug().toMap()).hasSize(2).isEqualTo(strata.event().toMap());
      assertThat(strata.all().toMap()).hasSize(2).allSatisfy((at, count) -> isWomanOfAnyAge(at));
    }
  }

  private static void isWomanOfAnyAge(int stratum) {
    assertThat(Stratum.sexOf(stratum)).isEqualTo(Stratum.sexOf(WOMEN));
    assertThat(Stratum.ageOf(stratum)).isZero();
  }

  @Test
  void whereNothingIsStratifiedNothingIsCountedByStratum() {
    try (Pipeline crude = pipelineBy(Set.of())) {
      crude.send(woman("1").suspect("A").reaction("X")).settleStrata();

      assertThat(crude.strata("A", "X")).isEmpty();
      assertThat(crude.table("A", "X")).containsExactly(1L, 1L, 1L, 1L);
    }
  }

  private static Pipeline pipelineBy(Set<Dimension> dimensions) {
    return new Pipeline(
        TopologyConfig.defaults(1).withAsOf(AsOf.NEWEST_RECEIPT).withStratifiedBy(dimensions));
  }

  private static Reports woman(String id) {
    return report(id).patient(Sex.FEMALE, 30);
  }

  private PairStrata strata(String drug, String event) {
    return pipeline.strata(drug, event).orElseThrow();
  }
}
