package io.tocsin.scoring.prior;

import static io.tocsin.scoring.Close.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.model.FitMethod;
import io.tocsin.scoring.GammaPoissonShrinker;
import io.tocsin.scoring.Prior;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RefitTest {
  private static final Prior HELD = new Prior("held", 0.2, 0.06, 1.4, 1.8, 0.1);
  private static final Prior FITTED = new Prior("fitted", 0.25, 0.07, 1.5, 1.8, 0.1);

  @Test
  void theSamePriorUnderAnotherNameChangesNothing() {
    PairHistogram pairs = Simulation.drawnFrom(HELD, 30, 40, 1).pairs;
    assertThat(Refit.effect(HELD, new Prior("new", 0.2, 0.06, 1.4, 1.8, 0.1), pairs, 1)).isZero();
  }

  @Test
  void theEffectIsTheLargestRelativeChangeOfAnyScore() {
    PairHistogram pairs = new PairHistogram();
    pairs.add(5, 1, 1);
    double before = given(new GammaPoissonShrinker(HELD).shrink(5, 1).lower());
    double after = given(new GammaPoissonShrinker(FITTED).shrink(5, 1).lower());
    assertThat(Refit.effect(HELD, FITTED, pairs, 3))
        .isGreaterThanOrEqualTo(Math.abs(after / before - 1) - 1e-6)
        .isLessThan(0.5);
  }

  @Test
  void pairsWithTooFewReportsForARuleAreNotLookedAt() {
    PairHistogram pairs = new PairHistogram();
    pairs.add(2, 0.01, 1);
    assertThat(Refit.effect(HELD, FITTED, pairs, 3)).isZero();
    assertThat(Refit.effect(HELD, FITTED, pairs, 2)).isPositive();
  }

  @Test
  void thePriorDriftsFromDataThatNoLongerFollowIt() {
    FitData sameAsBefore = Simulation.drawnFrom(HELD, 150, 200, 2).squashed();
    FitData changed =
        Simulation.drawnFrom(new Prior("other", 2, 0.5, 2, 2.5, 0.2), 150, 200, 2).squashed();
    assertThat(drift(sameAsBefore)).isBetween(0.0, 1e-3);
    assertThat(drift(changed)).isGreaterThan(20 * drift(sameAsBefore));
  }

  private static double drift(FitData data) {
    Fit held = PriorFitter.fit(Simulation.drawnFrom(HELD, 150, 200, 1).squashed(), HELD, "held");
    Fit fresh = PriorFitter.fit(data, held.prior(), "fresh");
    double drift = Refit.drift(held.prior(), fresh.prior(), data, FitMethod.TRUNCATED);
    assertThat(drift * data.pairs())
        .isCloseTo(
            fresh.logLikelihood()
                - PriorFitter.logLikelihood(held.prior(), data, FitMethod.TRUNCATED),
            Offset.offset(1e-6));
    return drift;
  }
}
