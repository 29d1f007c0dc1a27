package io.tocsin.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.model.ModelParameters.Significance;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.Standing;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PopulationTest {
  /** Fusion scores spread evenly from 0 to 0.5, over 10 000 pairs. */
  private static final Model EVEN =
      model(null, 10_000, Stream.iterate(0, i -> i <= 1000, i -> i + 1).map(i -> i / 2e3).toList());

  @ParameterizedTest
  @CsvSource({
    "0.5,     100,    1",
    "0.7,     100,    1",
    "0.45,    90,     1001",
    "0.25,    50,     5001",
    "0.00025, 0.05,   9996",
    "0.33333, 66.666, 3334",
    "0,       0,      10000"
  })
  void aPairStandsWhereItsScoreLiesAmongAll(double score, double percentile, long rank) {
    Standing standing = Objects.requireNonNull(Population.standing(score, false, EVEN));

    assertThat(standing.percentile()).isCloseTo(percentile, Offset.offset(1e-9));
    assertThat(standing.rank()).isEqualTo(rank);
    assertThat(standing.pairs()).isEqualTo(10_000);
  }

  @Test
  void pairsOfOneScoreAllStandAboveThoseBelowIt() {
    Model tied = model(null, 4, List.of(0.1, 0.3, 0.3, 0.3, 0.9));

    assertThat(Population.standing(0.3, false, tied)).isEqualTo(new Standing(false, 75, 2, 4));
    assertThat(Population.standing(0.29, false, tied))
        .extracting(Standing::percentile)
        .satisfies(share -> assertThat(share).isBetween(20.0, 25.0));
    assertThat(Population.standing(0.05, false, tied)).isEqualTo(new Standing(false, 0, 4, 4));
  }

  @Test
  void noPairStandsAnywhereBeforeAllWereRanked() {
    assertThat(Population.standing(0.9, false, Model.DEFAULTS)).isNull();
    assertThat(Population.isSignificant(poisson(1e-9), Model.DEFAULTS)).isFalse();
  }

  @Test
  void aPairIsSignificantWithinTheBoundOfAll() {
    Model bound = model(new Significance(0.05, 0.002), 100, List.of());

    assertThat(Population.isSignificant(poisson(0.002), bound)).isTrue();
    assertThat(Population.isSignificant(poisson(0.0021), bound)).isFalse();
    assertThat(Population.isSignificant(poisson(null), bound)).isFalse();
  }

  @Test
  void noPairIsSignificantWhenTheBoundIsZero() {
    Model none = model(new Significance(0.05, 0), 100, List.of());
    assertThat(Population.isSignificant(poisson(0.0), none)).isFalse();
  }

  private static Model model(@Nullable Significance significance, long pairs, List<Double> scores) {
    return new Model(Prior.DUMOUCHEL_1999, significance, pairs, scores);
  }

  private static Measures poisson(@Nullable Double p) {
    Measures measures =
        new Scorer(ScoringConfig.DEFAULTS, Model.DEFAULTS)
            .measure(new ContingencyTable(3, 10, 10, 100));
    return new Measures(
        measures.prr(),
        measures.ror(),
        measures.chiSquared(),
        measures.fisherP(),
        measures.ic(),
        measures.ebgm(),
        measures.logLikelihoodRatio(),
        p,
        false,
        false);
  }
}
