package io.tocsin.scoring.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.scoring.Prior;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FitDataTest {
  private static final Prior TRUTH = new Prior("truth", 0.2, 0.06, 1.4, 1.8, 0.1);

  @Test
  void pointsMayComeInAnyOrderAndZeroCellsAreNoPairs() {
    FitData data =
        FitData.of(new long[] {4, 0, 1, 0}, new double[] {2, 9, 3, 8}, new long[] {1, 50, 7, 3});
    assertThat(data.points()).isEqualTo(4);
    assertThat(data.pairs()).isEqualTo(8);
    assertThat(data.hasZeroCells()).isTrue();
    assertThat(data.firstReported()).isEqualTo(2);
    assertThat(data.count(3)).isEqualTo(4);
    assertThat(data.expected(3)).isEqualTo(2);
  }

  @Test
  void squashingMakesRunsOfEqualCountOneAndKeepsTheLargestExpectedCounts() {
    FitData squashed =
        FitData.of(
                new long[] {1, 2, 1, 1, 1, 1, 1, 3},
                new double[] {0.5, 9, 0.1, 0.3, 7, 0.2, 0.6, 4})
            .squashed(1, 2, 1);
    assertThat(squashed.points()).isEqualTo(6);
    assertThat(squashed.pairs()).isEqualTo(8);
    assertThat(squashed.expected(0)).isCloseTo(0.15, Offset.offset(1e-15));
    assertThat(squashed.weight(0)).isEqualTo(2);
    assertThat(squashed.expected(2)).isEqualTo(0.6);
    assertThat(squashed.weight(2)).isEqualTo(1);
    assertThat(squashed.expected(3)).isEqualTo(7);
    assertThat(squashed.count(4)).isEqualTo(2);
    assertThat(squashed.count(5)).isEqualTo(3);
  }

  @Test
  void whatIsKeptWholeIsNotSquashed() {
    FitData data = FitData.of(new long[] {1, 1, 1}, new double[] {3, 1, 2});
    assertThat(data.squashed(1, 50, 3).points()).isEqualTo(3);
    assertThat(data.squashed(9, 50, 0).points()).isEqualTo(3);
    assertThat(data.squashed(1, 50, 0).points()).isEqualTo(1);
  }

  @Test
  void theFitOfSquashedDataGivesNearlyTheSameScores() {
    Simulation simulation = Simulation.drawnFrom(TRUTH, 100, 200, 9);
    FitData whole = simulation.everyCombination();
    FitData squashed = whole.squashed(0, 50, 100).squashed(1, 50, 100).squashed(2, 10, 50);
    assertThat(squashed.points()).isLessThan(whole.points() / 2);
    assertThat(squashed.pairs()).isEqualTo(whole.pairs());
    Prior exact = PriorFitter.fit(whole, TRUTH, "whole").prior();
    Prior near = PriorFitter.fit(squashed, TRUTH, "squashed").prior();
    assertThat(Refit.effect(exact, near, simulation.pairs, 1)).isLessThan(0.01);
  }

  @Test
  void impossiblePointsAreRefused() {
    assertThatThrownBy(() -> FitData.of(new long[] {-1}, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("point 0 of a fit has -1 reports");
    assertThatThrownBy(() -> FitData.of(new long[] {1}, new double[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the expected count of a point is 0.0");
    assertThatThrownBy(() -> FitData.of(new long[] {1, 2}, new double[] {1}, new long[] {1, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("as many counts (2)");
    assertThatThrownBy(() -> FitData.of(new long[] {1}, new double[] {1}, new long[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the weight of a point is 0");
  }
}
