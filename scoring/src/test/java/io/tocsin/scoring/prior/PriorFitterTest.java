package io.tocsin.scoring.prior;

import static io.tocsin.scoring.Close.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.model.FitMethod;
import io.tocsin.scoring.GammaPoissonShrinker;
import io.tocsin.scoring.Prior;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PriorFitterTest {
  private static final Prior TRUTH = new Prior("truth", 0.2, 0.06, 1.4, 1.8, 0.1);
  private static final Prior HELD = new Prior("held-7", 0.3, 0.1, 2, 3, 0.2);

  @Test
  void thePriorThatADatabaseWasDrawnFromIsFoundFromItsReportedPairs() {
    Fit fit = PriorFitter.fit(Simulation.drawnFrom(TRUTH, 200, 300, 1).squashed(), HELD, "new-8");
    assertThat(fit.method()).isEqualTo(FitMethod.TRUNCATED);
    assertThat(fit.isFresh()).isTrue();
    assertThat(fit.prior().version()).isEqualTo("new-8");
    assertThat(fit.prior().alpha1()).isCloseTo(TRUTH.alpha1(), Offset.offset(0.05));
    assertThat(fit.prior().beta1()).isCloseTo(TRUTH.beta1(), Offset.offset(0.01));
    assertThat(fit.prior().alpha2()).isCloseTo(TRUTH.alpha2(), Offset.offset(0.1));
    assertThat(fit.prior().beta2()).isCloseTo(TRUTH.beta2(), Offset.offset(0.1));
    assertThat(fit.notes()).singleElement().asString().startsWith("TRUNCATED taken: ");
  }

  @Test
  void theSharesOfTheComponentsAreFoundFromAllCombinations() {
    FitData everything = Simulation.drawnFrom(TRUTH, 200, 300, 1).everyCombination();
    Newton.Result maximum =
        Newton.maximise(Likelihood.zeroIncluding(everything), Theta.of(HELD).axes());
    Prior fitted = Theta.at(maximum.point()).ordered().prior("all");
    assertThat(fitted.p()).isCloseTo(TRUTH.p(), Offset.offset(0.01));
    assertThat(fitted.alpha1()).isCloseTo(TRUTH.alpha1(), Offset.offset(0.03));
    assertThat(fitted.alpha2()).isCloseTo(TRUTH.alpha2(), Offset.offset(0.1));
  }

  @Test
  void whereTheTruncatedLikelihoodHasNoMaximumTheZeroIncludingOneIsUsed() {
    Simulation heavyTailed = Simulation.logNormal(2.5, 60, 90, 1);
    Fit fit = PriorFitter.fit(heavyTailed.squashed(), HELD, "new-8");
    assertThat(fit.method()).isEqualTo(FitMethod.ZERO_INCLUDING);
    assertThat(fit.prior().version()).isEqualTo("new-8");
    assertThat(fit.standardErrors()).hasSize(5).allMatch(error -> error > 0);
    assertThat(fit.notes().getFirst())
        .matches("TRUNCATED refused: alpha1 ran to .*e-\\d+, plausible is 0.0001 to 10000");
    assertThat(fit.notes().getLast()).startsWith("ZERO_INCLUDING taken: ");
  }

  @Test
  void withoutZeroCellsThereIsNoSecondLikelihoodAndTheLastGoodPriorStays() {
    Simulation heavyTailed = Simulation.logNormal(2.5, 60, 90, 1);
    Fit fit = PriorFitter.fit(FitData.of(heavyTailed.pairs), HELD, "new-8");
    assertThat(fit.method()).isEqualTo(FitMethod.LAST_GOOD);
    assertThat(fit.prior()).isEqualTo(HELD);
    assertThat(fit.notes()).contains("ZERO_INCLUDING not tried: the data have no zero cells");
  }

  @Test
  void whereAllIsChanceNeitherLikelihoodHasAMaximumAndTheLastGoodPriorStays() {
    Simulation chance = Simulation.logNormal(0, 100, 200, 1);
    Fit fit = PriorFitter.fit(chance.squashed(), HELD, "new-8");
    assertThat(fit.method()).isEqualTo(FitMethod.LAST_GOOD);
    assertThat(fit.isFresh()).isFalse();
    assertThat(fit.prior()).isEqualTo(HELD);
    assertThat(fit.standardErrors()).isEmpty();
    assertThat(fit.logLikelihood())
        .isEqualTo(PriorFitter.logLikelihood(HELD, chance.squashed(), FitMethod.ZERO_INCLUDING));
    assertThat(fit.notes())
        .hasSize(3)
        .anyMatch(note -> note.startsWith("TRUNCATED refused: "))
        .anyMatch(note -> note.startsWith("ZERO_INCLUDING refused: "))
        .contains("the last good prior stays: held-7");
  }

  @Test
  void tooFewPairsSayNothingAndTheGivenPriorStays() {
    PairHistogram pairs = new PairHistogram();
    for (int n = 1; n < PriorFitter.FEWEST_PAIRS; n++) {
      pairs.add(n, 0.1 * n, 1);
    }
    Fit fit = PriorFitter.fit(FitData.of(pairs), Prior.DUMOUCHEL_1999, "new-8");
    assertThat(fit.method()).isEqualTo(FitMethod.LAST_GOOD);
    assertThat(fit.prior()).isEqualTo(Prior.DUMOUCHEL_1999);
    assertThat(fit.notes())
        .containsExactly(
            "49 pairs have a report, a fit needs 50", "the last good prior stays: dumouchel-1999");
    assertThat(PriorFitter.fit(FitData.of(new PairHistogram()), HELD, "none").prior())
        .isEqualTo(HELD);
  }

  @Test
  void squashedPairsAndZeroCellsFromMarginsGiveTheScoresOfEveryCombination() {
    for (Simulation simulation :
        new Simulation[] {
          Simulation.drawnFrom(TRUTH, 150, 200, 3), Simulation.logNormal(2.5, 60, 90, 4)
        }) {
      Fit squashed = PriorFitter.fit(simulation.squashed(), HELD, "squashed");
      Fit whole = PriorFitter.fit(simulation.everyCombination(), HELD, "whole");
      assertThat(squashed.method()).isEqualTo(whole.method());
      assertThat(Refit.effect(whole.prior(), squashed.prior(), simulation.pairs, 1))
          .isLessThan(1e-4);
    }
  }

  @Test
  void theLastGoodPriorHasNoSayInTheMaximum() {
    FitData data = Simulation.logNormal(2.5, 60, 90, 5).squashed();
    Prior one = PriorFitter.fit(data, HELD, "new").prior();
    Prior other = PriorFitter.fit(data, new Prior("far", 50, 9, 0.01, 5, 1), "new").prior();
    GammaPoissonShrinker shrinker = new GammaPoissonShrinker(one);
    GammaPoissonShrinker again = new GammaPoissonShrinker(other);
    for (long n = 1; n < 50; n += 7) {
      assertThat(given(again.shrink(n, 1.5).lower()))
          .isCloseTo(given(shrinker.shrink(n, 1.5).lower()), Percentage.withPercentage(1e-3));
    }
  }

  @Test
  void oneGiantAmongSingleReportsEndsInAnAnswerHoweverOddTheLikelihood() {
    Random random = new Random(5);
    for (int run = 0; run < 300; run++) {
      PairHistogram pairs = new PairHistogram();
      pairs.add(100_000, 0.01, 1);
      double scale = Math.pow(10, -4 * random.nextDouble());
      for (int i = random.nextInt(100); i < 160; i++) {
        pairs.add(1, scale * Math.exp(3 * random.nextGaussian()), 1);
      }
      Fit fit = PriorFitter.fit(FitData.of(pairs), HELD, "new-8");
      assertThat(fit.logLikelihood()).isFinite();
      assertThat(fit.notes()).isNotEmpty();
    }
  }

  @Test
  void theZeroIncludingLikelihoodOfDataWithoutZeroCellsIsRefused() {
    FitData data = FitData.of(new long[] {1, 2}, new double[] {0.5, 0.7});
    assertThatThrownBy(() -> PriorFitter.logLikelihood(HELD, data, FitMethod.ZERO_INCLUDING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs the zero cells");
  }
}
