package io.tocsin.scoring.gamma;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaTest {
  private static final double EULER = 0.5772156649015329;

  @ParameterizedTest
  @ValueSource(doubles = {1e-8, 0.01, 0.5, 1, 1.7, 2, 3.3, 9.99, 10, 10.01, 55, 1_000.5, 1e6})
  void theLogarithmAndTheDigammaEqualASecondMethod(double x) {
    double log = org.apache.commons.math3.special.Gamma.logGamma(x);
    assertThat(Gamma.log(x)).isCloseTo(log, Offset.offset(3e-14 * Math.max(1, Math.abs(log))));
    double digamma = org.apache.commons.math3.special.Gamma.digamma(x);
    assertThat(Gamma.digamma(x))
        .isCloseTo(digamma, Offset.offset(1e-8 * Math.max(1, Math.abs(digamma))));
  }

  @Test
  void theDigammaOfWholeAndHalfNumbersIsAHarmonicSum() {
    double whole = -EULER;
    double half = -EULER - 2 * Math.log(2);
    for (int n = 1; n < 100; n++) {
      assertThat(Gamma.digamma(n)).isCloseTo(whole, Offset.offset(2e-14));
      assertThat(Gamma.digamma(n - 0.5)).isCloseTo(half, Offset.offset(2e-14));
      whole += 1.0 / n;
      half += 1 / (n - 0.5);
    }
  }

  @Test
  void theLogarithmOfWholeNumbersIsThatOfTheirFactorials() {
    double sum = 0;
    for (int n = 1; n < 200; n++) {
      assertThat(Gamma.log(n)).isCloseTo(sum, Offset.offset(1e-14 * Math.max(1, sum)));
      sum += Math.log(n);
    }
  }

  @Test
  void theRatioMinusItsLogarithmKeepsItsDigitsNearOne() {
    for (double u : new double[] {1e-12, -1e-9, 1e-5, -0.003, 0.15, -0.19, 0.21, -0.25}) {
      double series = 0;
      double power = -u * u;
      for (int k = 2; k < 60; k++) {
        series += power / k;
        power *= -u;
      }
      assertThat(Gamma.logRatioMinus(1 + u, 1) / series)
          .as("u = %s", u)
          .isCloseTo(1, Offset.offset(u * u < 1e-9 ? 1e-3 : 1e-11));
    }
    assertThat(Gamma.logRatioMinus(7, 7)).isZero();
  }

  @Test
  void theTrigammaOfWholeNumbersIsAPartialSumOfInverseSquares() {
    double rest = Math.PI * Math.PI / 6;
    for (int n = 1; n < 100; n++) {
      assertThat(Gamma.trigamma(n)).isCloseTo(rest, Offset.offset(1e-14));
      rest -= 1.0 / ((double) n * n);
    }
    assertThat(Gamma.trigamma(0.5)).isCloseTo(Math.PI * Math.PI / 2, Offset.offset(1e-14));
    assertThat(Gamma.trigamma(1e-6) * 1e-12).isCloseTo(1, Offset.offset(1e-11));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.2, 1, 3.3, 24, 900})
  void theCoefficientOfTheNegativeBinomialIsAProduct(double shape) {
    double sum = 0;
    for (int n = 0; n < 3_000; n++) {
      assertThat(Gamma.logCoefficient(shape, n))
          .as("n = %d", n)
          .isCloseTo(sum, Offset.offset(2e-12 * Math.max(1, Math.abs(sum))));
      sum += Math.log((shape + n) / (n + 1));
    }
  }
}
