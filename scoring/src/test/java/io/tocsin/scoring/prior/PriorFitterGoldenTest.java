package io.tocsin.scoring.prior;

import static io.tocsin.scoring.Close.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.model.FitMethod;
import io.tocsin.schemas.signal.Estimate;
import io.tocsin.scoring.GammaPoissonShrinker;
import io.tocsin.scoring.Golden;
import io.tocsin.scoring.Prior;
import java.util.List;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriorFitterGoldenTest {
  /** The reference halves intervals until they end within the ninth digit after the point. */
  private static final double LAST_PRINTED_DIGIT = 1e-9;

  @ParameterizedTest
  @ValueSource(strings = {"unstrat", "strat"})
  void theLikelihoodAtTheMaximumEqualsTheReference(String kind) {
    Fit fit = fitted(kind);
    assertThat(fit.method()).isEqualTo(FitMethod.TRUNCATED);
    assertThat(fit.logLikelihood()).isCloseTo(-reference(kind), Offset.offset(1e-6));
    assertThat(PriorFitter.logLikelihood(fit.prior(), squashed(kind), FitMethod.TRUNCATED))
        .isCloseTo(fit.logLikelihood(), Offset.offset(1e-9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unstrat", "strat"})
  void theScoresFromTheFittedPriorEqualTheReferenceOnEveryPair(String kind) {
    GammaPoissonShrinker shrinker = new GammaPoissonShrinker(fitted(kind).prior());
    for (Golden.Row row : Golden.table("mgps-" + kind + ".csv.gz")) {
      String what = row.cells().toString();
      Estimate ebgm = shrinker.shrink(row.count("N"), row.number("E"));
      assertRelative(what, ebgm.value(), row.number("EBGM"), 1e-5, 0);
      assertRelative(what, ebgm.lower(), row.number("QUANT_05"), 1e-5, LAST_PRINTED_DIGIT);
      assertRelative(what, ebgm.upper(), row.number("QUANT_95"), 1e-5, LAST_PRINTED_DIGIT);
    }
  }

  /** The reference's come from finite differences at its own, slightly different maximum. */
  @ParameterizedTest
  @ValueSource(strings = {"unstrat", "strat"})
  void theStandardErrorsEqualTheReferenceToOnePerCentOrItsLastPrintedDigit(String kind) {
    List<Golden.Row> rows = Golden.table("mgps-theta-" + kind + ".csv");
    List<Double> errors = fitted(kind).standardErrors();
    assertThat(errors).hasSize(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      assertThat(errors.get(i))
          .as(rows.get(i).text("param"))
          .isCloseTo(rows.get(i).number("se"), Percentage.withPercentage(1));
    }
  }

  @Test
  void aMaximumThatIsHardlyHigherAndHardlyFoundDoesNotReplaceTheOneThatMostStartsReach() {
    Theta elsewhere = Theta.of(new Prior("second", 20.95, 1.657, 1.74, 1.565, 0.0349));
    Likelihood likelihood = Likelihood.truncated(squashed("unstrat"));
    Newton.Result second = Newton.maximise(likelihood, elsewhere.axes());
    assertThat(second.converged()).isTrue();
    assertThat(second.value() + reference("unstrat")).isBetween(0.27, 0.28);
    Fit fit = fitted("unstrat");
    PairHistogram pairs = new PairHistogram();
    for (Golden.Row row : Golden.table("mgps-unstrat.csv.gz")) {
      pairs.add(row.count("N"), row.number("E"), 1);
    }
    Prior other = Theta.at(second.point()).prior("second");
    assertThat(Refit.effect(fit.prior(), other, pairs, 1)).isBetween(0.5, 0.6);
    assertThat(fit.notes())
        .containsExactly(
            "TRUNCATED taken: log-likelihood -4161.930153, reached from 7 of 8 starts;"
                + " fewer reached another, 0.27 higher");
  }

  private static Fit fitted(String kind) {
    return PriorFitter.fit(squashed(kind), Prior.DUMOUCHEL_1999, "fitted");
  }

  private static FitData squashed(String kind) {
    List<Golden.Row> rows = Golden.table("mgps-squashed-" + kind + ".csv");
    return FitData.of(
        rows.stream().mapToLong(row -> row.count("N")).toArray(),
        rows.stream().mapToDouble(row -> row.number("E")).toArray(),
        rows.stream().mapToLong(row -> row.count("weight")).toArray());
  }

  private static double reference(String kind) {
    return Golden.table("mgps-theta-mle.csv").stream()
        .filter(row -> row.text("strat").equals(kind) && row.text("squash").equals("vignette"))
        .findFirst()
        .orElseThrow()
        .number("nll_mle");
  }
}
