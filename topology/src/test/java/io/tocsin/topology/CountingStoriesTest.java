package io.tocsin.topology;

import static io.tocsin.topology.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.report.Sex;
import io.tocsin.scoring.strata.PairStrata;
import io.tocsin.topology.scoring.AsOf;
import io.tocsin.topology.state.Backend;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CountingStoriesTest {
  private final Pipeline pipeline = new Pipeline();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void aReportWithTwoDrugsAndTwoEventsCountsOnceInEachTable() {
    pipeline
        .send(
            report("1").suspect("A", "B").reaction("X", "Y"),
            report("2").suspect("A").reaction("X"),
            report("3").suspect("C").reaction("X"))
        .settle();

    assertThat(pipeline.table("A", "X")).containsExactly(2L, 2L, 3L, 3L);
    assertThat(pipeline.table("A", "Y")).containsExactly(1L, 2L, 1L, 3L);
    assertThat(pipeline.table("B", "Y")).containsExactly(1L, 1L, 1L, 3L);
    assertThat(pipeline.table("C", "Y")).containsExactly(0L, 1L, 1L, 3L);
    assertThat(pipeline.pairs()).isEqualTo(5);
  }

  @Test
  void concomitantDrugsAreNotCountedAsDrugsButTheirReportCountsInN() {
    pipeline.send(report("1").suspect("A").concomitant("B").reaction("X")).settle();
    pipeline.send(report("2").concomitant("B").reaction("X")).settle();

    assertThat(pipeline.table("B", "X")).containsExactly(0L, 0L, 2L, 2L);
    assertThat(pipeline.table("A", "X")).containsExactly(1L, 1L, 2L, 2L);
  }

  @Test
  void namesThatDifferOnlyInCaseAndWhiteSpaceAreOneDrug() {
    pipeline
        .send(
            report("1").suspect(" rota  shield").reaction("intussusception"),
            report("2").suspect("ROTA SHIELD").reaction("Intussusception "))
        .settle();

    assertThat(pipeline.table("Rota Shield", "INTUSSUSCEPTION")).containsExactly(2L, 2L, 2L, 2L);
  }

  @Test
  void aLateOlderVersionChangesNothing() {
    pipeline
        .send(
            report("1").version(2).suspect("A").reaction("X"),
            report("1").version(1).suspect("A", "B").reaction("X", "Y"))
        .settle();

    assertThat(pipeline.table("A", "X")).containsExactly(1L, 1L, 1L, 1L);
    assertThat(pipeline.table("B", "Y")).containsExactly(0L, 0L, 0L, 1L);
    assertThat(pipeline.account().superseded).hasValue(1);
    assertThat(pipeline.account().balances()).isTrue();
  }

  @Test
  void aFollowUpThatRemovesADrugTakesItsPairsBack() {
    pipeline.send(report("1").suspect("A", "B").reaction("X")).settle();
    pipeline.send(report("1").version(2).suspect("A").reaction("X", "Y")).settle();

    assertThat(pipeline.table("B", "X")).containsExactly(0L, 0L, 1L, 1L);
    assertThat(pipeline.table("A", "Y")).containsExactly(1L, 1L, 1L, 1L);
    assertThat(pipeline.score("B", "X").table()).extracting("n11").isEqualTo(0L);
    assertThat(pipeline.pairs()).isEqualTo(2);
  }

  @Test
  void aFollowUpWithALaterReceiptDateMovesTheDate() {
    LocalDate june = LocalDate.of(1999, 6, 1);
    LocalDate august = LocalDate.of(1999, 8, 1);
    pipeline.send(report("1").received(june).suspect("A").reaction("X")).settle();
    pipeline.send(report("1").version(2).received(august).suspect("A").reaction("X")).settle();

    assertThat(pipeline.score("A", "X").cases().firstReceipt()).isEqualTo(august);
    assertThat(pipeline.score("A", "X").cases().lastReceipt()).isEqualTo(august);
  }

  @Test
  void aNullificationTakesAReportBackAndBarsItsOlderVersions() {
    pipeline
        .send(report("1").suspect("A").reaction("X"), report("2").suspect("A").reaction("X"))
        .settle();
    pipeline.send(report("1").version(2).nullified()).settle();
    pipeline.send(report("1").suspect("A").reaction("X")).settle();

    assertThat(pipeline.table("A", "X")).containsExactly(1L, 1L, 1L, 1L);
    assertThat(pipeline.account().retracted).hasValue(1);
    assertThat(pipeline.account().superseded).hasValue(1);
    assertThat(pipeline.account().balances()).isTrue();
  }

  @Test
  void aNullificationThatArrivesBeforeItsReportWinsAllTheSame() {
    pipeline
        .send(report("1").version(1).nullified(), report("1").version(1).suspect("A").reaction("X"))
        .settle();

    assertThat(pipeline.table("A", "X")).containsExactly(0L, 0L, 0L, 0L);
    assertThat(pipeline.account().balances()).isTrue();
  }

  @Test
  void theSameReportAThousandTimesCountsOnce() {
    for (int i = 0; i < 1000; i++) {
      pipeline.send(report("1").suspect("A").reaction("X"));
    }
    pipeline.settle();

    assertThat(pipeline.table("A", "X")).containsExactly(1L, 1L, 1L, 1L);
    assertThat(pipeline.account().duplicates).hasValue(999);
    assertThat(pipeline.account().balances()).isTrue();
  }

  @Test
  void aPairIsScoredOncePerIntervalHoweverOftenItChanges() {
    for (int i = 0; i < 100; i++) {
      pipeline.send(report("r" + i).suspect("A").reaction("X"));
    }
    pipeline.settle();

    assertThat(pipeline.account().scores).hasValue(1);
    assertThat(pipeline.score("A", "X").table()).extracting("n11").isEqualTo(100L);
  }

  @ParameterizedTest
  @EnumSource
  void anyOrderWithAnyDuplicatesEndsInTheSameTables(Backend backend) {
    List<Reports> versions = versionsOfManyReports(new Random(7));
    List<Reports> shuffled = new ArrayList<>(versions);
    shuffled.addAll(versions.subList(0, versions.size() / 2));
    Collections.shuffle(shuffled, new Random(8));
    TopologyConfig config =
        TopologyConfig.defaults(1).withAsOf(AsOf.NEWEST_RECEIPT).withBackend(backend);

    try (Pipeline sorted = new Pipeline(config);
        Pipeline mixed = new Pipeline(config)) {
      versions.forEach(sorted::send);
      sorted.settleStrata();
      shuffled.forEach(
          version -> {
            mixed.send(version);
            if (version.id().endsWith("7")) {
              mixed.settle();
            }
          });
      mixed.settleStrata();

      for (String drug : List.of("D0", "D1", "D2", "D3", "D4")) {
        for (String event : List.of("E0", "E1", "E2", "E3", "E4", "E5")) {
          assertThat(mixed.table(drug, event)).isEqualTo(sorted.table(drug, event));
          assertThat(mixed.countsByStratum(drug, event))
              .isEqualTo(sorted.countsByStratum(drug, event));
          assertThat(mixed.cases(drug, event)).isEqualTo(sorted.cases(drug, event));
          assertThat(margins(mixed.strata(drug, event).orElseThrow()))
              .isEqualTo(mixed.table(drug, event));
        }
      }
      assertThat(mixed.pairs()).isEqualTo(sorted.pairs());
      assertThat(mixed.account().balances()).isTrue();
    }
  }

  private static List<Long> margins(PairStrata strata) {
    return List.of(
        strata.pair().total(), strata.drug().total(), strata.event().total(), strata.all().total());
  }

  private static List<Reports> versionsOfManyReports(Random random) {
    List<Reports> versions = new ArrayList<>();
    for (int id = 0; id < 200; id++) {
      int last = 1 + random.nextInt(3);
      for (int version = 1; version <= last; version++) {
        LocalDate day = LocalDate.of(1999, 1, 1).plusDays(random.nextInt(300));
        versions.add(
            random.nextInt(10) == 0
                ? report("r" + id).version(version).received(day).nullified()
                : report("r" + id)
                    .version(version)
                    .received(day)
                    .patient(random.nextBoolean() ? Sex.FEMALE : Sex.MALE, random.nextInt(90))
                    .suspectTaken("D" + random.nextInt(5), day.minusDays(40), true, null)
                    .reactionOn(day.minusDays(random.nextInt(50)), "E" + random.nextInt(3))
                    .reaction("E" + (3 + random.nextInt(3))));
      }
    }
    return versions;
  }
}
