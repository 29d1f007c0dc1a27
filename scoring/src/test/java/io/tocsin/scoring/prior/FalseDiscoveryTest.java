package io.tocsin.scoring.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.scoring.PoissonTail;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {
  /** Table of Benjamini and Hochberg (1995), section 3.2: at 0.05 the four smallest of 15. */
  private static final double[] PUBLISHED = {
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0000
  };

  @Test
  void thePublishedExampleRejectsItsFourSmallest() {
    assertThat(FalseDiscovery.bound(PUBLISHED, ones(PUBLISHED.length), PUBLISHED.length, 0.05))
        .isEqualTo(0.0095);
  }

  @Test
  void theBoundEqualsThatOfSortingAllTests() {
    Random random = new Random(1995);
    for (int run = 0; run < 300; run++) {
      int size = 1 + random.nextInt(60);
      int power = 1 + run % 6;
      double[] p = random.doubles(size).map(u -> Math.pow(u, power)).toArray();
      long[] weights = random.longs(size, 0, 5).toArray();
      for (double rate : new double[] {0.01, 0.05, 0.3}) {
        assertThat(FalseDiscovery.bound(p, weights, Arrays.stream(weights).sum(), rate))
            .as("%s weighing %s at %s", Arrays.toString(p), Arrays.toString(weights), rate)
            .isEqualTo(bySorting(p, weights, rate));
      }
    }
  }

  @Test
  void withoutASignificantTestTheBoundIsZero() {
    assertThat(FalseDiscovery.bound(new double[] {0.4, 0.9}, ones(2), 2, 0.05)).isZero();
    assertThat(FalseDiscovery.bound(new double[0], ones(0), 0, 0.05)).isZero();
  }

  @Test
  void thePairsOfAHistogramAreTestedByTheirPoissonTails() {
    PairHistogram pairs = new PairHistogram();
    pairs.add(1, 0.9, 500);
    pairs.add(9, 0.5, 3);
    pairs.add(2, 0.4, 40);
    assertThat(FalseDiscovery.bound(pairs, 543, 0.05))
        .isBetween(0.9 * PoissonTail.upper(9, 0.5), 1.1 * PoissonTail.upper(9, 0.5));
  }

  @Test
  void whatNoReportNamesIsTestedTooAndNeverSignificant() {
    double[] p = {1e-6, 1e-4, 3e-3, 0.02};
    double[] all = Arrays.copyOf(p, 1000);
    Arrays.fill(all, p.length, all.length, 1);

    double bound = FalseDiscovery.bound(p, ones(p.length), all.length, 0.05);

    assertThat(bound).isEqualTo(1e-4).isEqualTo(bySorting(all, ones(all.length), 0.05));
    assertThat(FalseDiscovery.bound(p, ones(p.length), p.length, 0.05)).isEqualTo(0.02);
  }

  @Test
  void moreTestsThanThereAreAreRefused() {
    assertThatThrownBy(() -> FalseDiscovery.bound(new double[] {0.1, 0.2}, ones(2), 1, 0.05))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the tests of a false discovery rate");
  }

  @Test
  void aProbabilityThatIsNoneIsRefused() {
    assertThatThrownBy(() -> FalseDiscovery.bound(new double[] {Double.NaN}, ones(1), 1, 0.05))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FalseDiscovery.bound(new double[] {0.1}, ones(2), 2, 0.05))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 values of p have 2 weights");
  }

  /** Each test by itself, from the largest p down. */
  private static double bySorting(double[] p, long[] weights, double rate) {
    double[] tests =
        IntStream.range(0, p.length)
            .boxed()
            .flatMapToDouble(i -> DoubleStream.generate(() -> p[i]).limit(weights[i]))
            .sorted()
            .toArray();
    for (int rank = tests.length; rank > 0; rank--) {
      if (tests[rank - 1] <= rate * rank / tests.length) {
        return tests[rank - 1];
      }
    }
    return 0;
  }

  private static long[] ones(int size) {
    long[] ones = new long[size];
    Arrays.fill(ones, 1);
    return ones;
  }
}
