package io.tocsin.scoring.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class MaxSprtTest {
  /**
   * The golden values are themselves found by iteration: where they agree to 1e-11 (most at alpha
   * 0.05) both are exact, where they differ by up to 3e-7 the golden ones stopped early.
   */
  private static final Percentage GOLDEN = Percentage.withPercentage(4e-5);

  @ParameterizedTest
  @CsvFileSource(resources = "/golden/maxsprt-poisson-cv.csv", numLinesToSkip = 1)
  void criticalValuesAreThoseOfTheReferenceImplementation(
      double upperLimit, int minEvents, int delay, double alpha, String golden) {
    assertThat(delay).isZero();
    if (golden.equals("NA")) {
      assertThatThrownBy(() -> MaxSprt.criticalValue(upperLimit, minEvents, alpha))
          .isInstanceOf(IllegalArgumentException.class);
      return;
    }
    assertThat(MaxSprt.criticalValue(upperLimit, minEvents, alpha))
        .isCloseTo(Double.parseDouble(golden), GOLDEN);
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 0.05", "10, 4, 0.05", "20, 1, 0.01", "1, 3, 0.01"})
  void aProcessWithoutAnAssociationSignalsWithTheChanceAlpha(
      double upperLimit, int minEvents, double alpha) {
    MaxSprt test = MaxSprt.of(new SequentialThresholds(upperLimit, minEvents, alpha));
    Random random = new Random(11);
    int processes = 200_000;
    int signals = 0;
    for (int i = 0; i < processes; i++) {
      signals += everSignals(test, upperLimit, random) ? 1 : 0;
    }
    double fourErrors = 4 * Math.sqrt(alpha * (1 - alpha) / processes);
    assertThat((double) signals / processes).isCloseTo(alpha, Offset.offset(fourErrors));
  }

  private static boolean everSignals(MaxSprt test, double upperLimit, Random random) {
    double expected = -Math.log(1 - random.nextDouble());
    for (int n = 1; expected <= upperLimit; n++) {
      if (test.signals(n, expected)) {
        return true;
      }
      expected -= Math.log(1 - random.nextDouble());
    }
    return false;
  }

  @Test
  void aPlanWhoseReportsAreTooImprobableIsRefusedWithTheChanceTheyHave() {
    double chance = 1 - new PoissonDistribution(0.5).cumulativeProbability(2);
    assertThatThrownBy(() -> new SequentialThresholds(0.5, 3, 0.05))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sequential.alpha is 0.05")
        .hasMessageContaining("3 reports before 0.5")
        .hasMessageContaining("%.3g".formatted(chance));
    assertThat(new SequentialThresholds(0.5, 3, 0.014)).isNotNull();
  }

  @Test
  void whatIsNoPlanIsRefused() {
    refused(0, 1, 0.05, "sequential.upperLimit");
    refused(Double.NaN, 1, 0.05, "sequential.upperLimit");
    refused(1001, 1, 0.05, "sequential.upperLimit");
    refused(10, 0, 0.05, "sequential.minEvents");
    refused(10, 1001, 0.05, "sequential.minEvents");
    refused(10, 1, 0, "sequential.alpha");
    refused(10, 1, 1, "sequential.alpha");
  }

  private static void refused(double upperLimit, int minEvents, double alpha, String naming) {
    assertThatThrownBy(() -> new SequentialThresholds(upperLimit, minEvents, alpha))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(naming);
  }

  @Test
  void onlyAnExcessHasALikelihoodRatio() {
    assertThat(MaxSprt.logLikelihoodRatio(4, 4)).isZero();
    assertThat(MaxSprt.logLikelihoodRatio(0, 0.1)).isZero();
    assertThat(MaxSprt.logLikelihoodRatio(3, 4)).isZero();
    PoissonDistribution atExpected = new PoissonDistribution(2.5);
    PoissonDistribution atObserved = new PoissonDistribution(7);
    assertThat(MaxSprt.logLikelihoodRatio(7, 2.5))
        .isCloseTo(
            atObserved.logProbability(7) - atExpected.logProbability(7), Offset.offset(1e-12));
  }

  @Test
  void aSignalNeedsItsReportsAndEndsWithTheSurveillance() {
    MaxSprt test = MaxSprt.of(new SequentialThresholds(1, 3, 0.05));
    assertThat(test.signals(2, 0.006)).isFalse();
    assertThat(test.signals(4, 0.0145)).isTrue();
    assertThat(test.signals(3, 0)).isFalse();
    assertThat(test.signals(30, 1)).isTrue();
    assertThat(test.signals(30, 1.01)).isFalse();
  }
}
