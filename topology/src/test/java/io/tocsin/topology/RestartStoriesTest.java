package io.tocsin.topology;

import static io.tocsin.topology.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.report.Sex;
import io.tocsin.topology.scoring.AsOf;
import io.tocsin.topology.strata.Dimension;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestartStoriesTest {
  private static final LocalDate JUNE = LocalDate.of(1999, 6, 1);
  private static final LocalDate JULY = LocalDate.of(1999, 7, 1);
  private static final TopologyConfig CONFIG =
      TopologyConfig.defaults(1).withAsOf(AsOf.NEWEST_RECEIPT);

  private final Pipeline pipeline = new Pipeline(CONFIG);

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void aRestartRestoresEverythingThatIsCounted() {
    sendReports().settleStrata();

    try (Pipeline restarted = pipeline.restarted(CONFIG)) {
      assertThat(restarted.table("A", "X")).isEqualTo(pipeline.table("A", "X"));
      assertThat(restarted.countsByStratum("A", "X")).isEqualTo(pipeline.countsByStratum("A", "X"));
      assertThat(restarted.cases("A", "X")).isEqualTo(pipeline.cases("A", "X"));
      assertThat(restarted.cases("A", "X").assessed()).isNotEmpty();
      assertThat(restarted.cases("A", "X").onsetLatency()).isNotNull();
    }
  }

  @Test
  void afterARestartFollowUpsTakeBackWhatWasCountedBefore() {
    sendReports().settleStrata();

    try (Pipeline restarted = pipeline.restarted(CONFIG)) {
      for (Pipeline each : new Pipeline[] {pipeline, restarted}) {
        each.send(
                report("1").version(2).patient(Sex.MALE, 50).suspect("B").reaction("X"),
                report("2").version(2).nullified())
            .settleStrata();
      }

      assertThat(restarted.table("A", "X")).isEqualTo(pipeline.table("A", "X"));
      assertThat(restarted.countsByStratum("A", "X")).isEqualTo(pipeline.countsByStratum("A", "X"));
      assertThat(restarted.countsByStratum("B", "X")).isEqualTo(pipeline.countsByStratum("B", "X"));
      assertThat(restarted.cases("A", "X")).isEqualTo(pipeline.cases("A", "X"));
      assertThat(restarted.cases("A", "X").assessed()).isEmpty();
    }
  }

  @Test
  void stateCountedByOtherStrataIsRefusedWithTheRemedy() {
    sendReports().settleStrata();

    assertThatThrownBy(
            () -> pipeline.restarted(CONFIG.withStratifiedBy(Set.of(Dimension.YEAR))).close())
        .hasMessageContaining("by strata of sex, age, but the setting now is year")
        .hasMessageContaining("another application id");
  }

  private Pipeline sendReports() {
    return pipeline.send(
        report("1")
            .patient(Sex.FEMALE, 30)
            .received(JUNE)
            .suspectTaken("A", JUNE.minusDays(9), true, null)
            .reactionOn(JUNE.minusDays(5), "X"),
        report("2").patient(Sex.MALE, 70).received(JULY).suspect("A", "B").reaction("X", "Y"),
        report("3").received(JULY).suspect("A").reaction("X"));
  }
}
