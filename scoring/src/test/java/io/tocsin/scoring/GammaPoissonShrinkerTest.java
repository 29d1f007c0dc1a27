package io.tocsin.scoring;

import static io.tocsin.scoring.Close.assertClose;
import static io.tocsin.scoring.Close.assertRelative;
import static io.tocsin.scoring.Close.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.Estimate;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GammaPoissonShrinkerTest {
  /** The reference halves intervals until they end within the ninth digit after the point. */
  private static final double LAST_PRINTED_DIGIT = 1e-9;

  @ParameterizedTest
  @CsvSource({"unstrat, 2531", "strat, 5229"})
  void ebgmAndItsQuantilesEqualTheReferenceOnEveryPair(String kind, int pairs) {
    GammaPoissonShrinker shrinker =
        new GammaPoissonShrinker(Golden.prior("mgps-theta-" + kind + ".csv"));
    List<Golden.Row> rows = Golden.table("mgps-" + kind + ".csv.gz");
    assertThat(rows).hasSize(pairs);
    for (Golden.Row row : rows) {
      String what = row.cells().toString();
      Estimate ebgm = shrinker.shrink(row.count("N"), row.number("E"));
      assertClose(what, shrinker.weight(row.count("N"), row.number("E")), row.number("Qn"), 1e-9);
      assertRelative(what, ebgm.value(), row.number("EBGM"), 1e-9, 0);
      assertRelative(what, ebgm.lower(), row.number("QUANT_05"), 2e-9, LAST_PRINTED_DIGIT);
      assertRelative(what, ebgm.upper(), row.number("QUANT_95"), 2e-9, LAST_PRINTED_DIGIT);
    }
  }

  @Test
  void theQuantilesCutFivePerCentOffEachTailOfThePosterior() {
    Random random = new Random(1999);
    for (int i = 0; i < 500; i++) {
      Prior prior = randomPrior(random);
      GammaPoissonShrinker shrinker = new GammaPoissonShrinker(prior);
      for (int j = 0; j < 10; j++) {
        long n = (long) Math.pow(10, 3.2 * random.nextDouble()) - 1;
        double expected = Math.pow(10, 6 * random.nextDouble() - 4);
        Estimate ebgm = shrinker.shrink(n, expected);
        double weight = shrinker.weight(n, expected);
        assertThat(cumulated(prior, n, expected, weight, given(ebgm.lower())))
            .as("%s n=%d E=%s", prior, n, expected)
            .isCloseTo(0.05, Offset.offset(1e-10));
        assertThat(cumulated(prior, n, expected, weight, given(ebgm.upper())))
            .as("%s n=%d E=%s", prior, n, expected)
            .isCloseTo(0.95, Offset.offset(1e-10));
      }
    }
  }

  @Test
  void aPriorOfOneComponentIsThatComponent() {
    Prior both = new Prior("both", 1.5, 2, 1.5, 2, 0.4);
    Estimate mixed = new GammaPoissonShrinker(both).shrink(4, 1.5);
    for (double p : new double[] {0, 1}) {
      Prior one =
          new Prior("one", p == 1 ? 1.5 : 9, p == 1 ? 2 : 9, p == 0 ? 1.5 : 9, p == 0 ? 2 : 9, p);
      Estimate single = new GammaPoissonShrinker(one).shrink(4, 1.5);
      assertClose("EBGM", single.value(), given(mixed.value()), 1e-14);
      assertClose("EB05", single.lower(), given(mixed.lower()), 1e-12);
      assertClose("EB95", single.upper(), given(mixed.upper()), 1e-12);
    }
  }

  @Test
  void everyCountHasAFiniteOrderedEstimate() {
    Prior thin = new Prior("thin", 1e-4, 1e-5, 1e-3, 50, 0.999);
    for (Prior prior : List.of(Prior.DUMOUCHEL_1999, thin)) {
      GammaPoissonShrinker shrinker = new GammaPoissonShrinker(prior);
      for (long n : new long[] {0, 1, 2, 30, 511, 512, 10_000, 1_000_000}) {
        for (double expected : new double[] {0, 1e-9, 0.01, 1, 50, 1e6, 1e9}) {
          Estimate ebgm = shrinker.shrink(n, expected);
          assertThat(ebgm.value()).as("n=%d E=%s", n, expected).isNotNull().isNotNegative();
          assertThat(ebgm.lower()).as("n=%d E=%s", n, expected).isNotNull().isNotNegative();
          assertThat(ebgm.upper()).isNotNull().isGreaterThanOrEqualTo(ebgm.lower());
        }
      }
    }
  }

  @Test
  void moreReportsRaiseEb05() {
    GammaPoissonShrinker shrinker = new GammaPoissonShrinker(Prior.DUMOUCHEL_1999);
    for (double expected : new double[] {0.01, 0.8, 25}) {
      for (long n = 0; n < 1_500; n++) {
        assertThat(shrinker.shrink(n + 1, expected).lower())
            .as("n=%d E=%s", n + 1, expected)
            .isGreaterThan(shrinker.shrink(n, expected).lower());
      }
    }
  }

  private static Prior randomPrior(Random random) {
    return new Prior(
        "random",
        Math.pow(10, 2.5 * random.nextDouble() - 1),
        Math.pow(10, 2 * random.nextDouble() - 1.5),
        Math.pow(10, 2.5 * random.nextDouble() - 1),
        Math.pow(10, 2 * random.nextDouble() - 1.5),
        random.nextDouble());
  }

  private static double cumulated(
      Prior prior, long n, double expected, double weight, double ratio) {
    GammaDistribution first =
        new GammaDistribution(null, prior.alpha1() + n, 1 / (prior.beta1() + expected));
    GammaDistribution second =
        new GammaDistribution(null, prior.alpha2() + n, 1 / (prior.beta2() + expected));
    return weight * first.cumulativeProbability(ratio)
        + (1 - weight) * second.cumulativeProbability(ratio);
  }
}
