package io.tocsin.scoring.gamma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.math3.special.Erf;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitGammaTest {
  private static final double[] PROBABILITIES = {
    1e-30, 1e-9, 0.001, 0.025, 0.05, 0.3, 0.5, 0.7, 0.95, 0.975, 0.999, 1 - 1e-9
  };

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.2, 0.5, 1, 1.5, 2, 7.3, 42, 150, 199, 200, 250, 900})
  void bothTailsEqualASecondMethod(double shape) {
    UnitGamma gamma = new UnitGamma(shape);
    for (double ratio : new double[] {0.01, 0.3, 0.69, 0.71, 0.9, 1, 1.1, 1.29, 1.31, 2, 4}) {
      double x = shape * ratio;
      double lower =
          org.apache.commons.math3.special.Gamma.regularizedGammaP(shape, x, 1e-16, 100_000);
      double upper =
          org.apache.commons.math3.special.Gamma.regularizedGammaQ(shape, x, 1e-16, 100_000);
      if (lower > 1e-250 && lower < 0.9) {
        assertThat(gamma.lower(x)).as("%s at %s", shape, x).isCloseTo(lower, within(1e-11));
      }
      if (upper > 1e-250 && upper < 0.9) {
        assertThat(gamma.upper(x)).as("%s at %s", shape, x).isCloseTo(upper, within(1e-11));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.5, 1.2, 3, 30, 199.9, 200.1, 5_000, 1e6, 1e9})
  void aQuantileCutsOffItsProbability(double shape) {
    UnitGamma gamma = new UnitGamma(shape);
    for (double p : PROBABILITIES) {
      double x = gamma.quantile(p);
      double tolerance = 1e-12 * Math.max(1, Math.sqrt(shape));
      if (p <= 0.5) {
        assertThat(gamma.lower(x)).as("%s at %s", shape, p).isCloseTo(p, within(tolerance));
      } else {
        assertThat(gamma.upper(x)).as("%s at %s", shape, p).isCloseTo(1 - p, within(tolerance));
      }
    }
  }

  @Test
  void theExponentialDistributionIsTheGammaOfShapeOne() {
    UnitGamma exponential = new UnitGamma(1);
    for (double p : PROBABILITIES) {
      assertThat(exponential.quantile(p)).isCloseTo(-Math.log1p(-p), within(1e-13));
    }
    assertThat(exponential.upper(700)).isCloseTo(Math.exp(-700), within(1e-12));
  }

  @Test
  void aSquaredNormalIsTwiceTheGammaOfShapeOneHalf() {
    UnitGamma half = new UnitGamma(0.5);
    for (double z = 0.05; z < 5; z += 0.1) {
      assertThat(half.lower(z * z)).isCloseTo(Erf.erf(z), within(1e-12));
      assertThat(half.upper(z * z)).isCloseTo(Erf.erfc(z), within(1e-11));
    }
  }

  @Test
  void theTailsMeetWhereOneMethodHandsOverToTheNext() {
    for (double shape : new double[] {200, 1_000, 1e6}) {
      UnitGamma gamma = new UnitGamma(shape);
      for (double edge : new double[] {0.7, 1.3}) {
        double inside = shape * (edge + (edge < 1 ? 1e-12 : -1e-12));
        double outside = shape * (edge + (edge < 1 ? -1e-12 : 1e-12));
        assertThat(tail(gamma, inside, edge)).isCloseTo(tail(gamma, outside, edge), within(1e-5));
      }
    }
  }

  @Test
  void thereIsNothingBelowZeroAndAQuantileTooSmallForADoubleIsZero() {
    UnitGamma gamma = new UnitGamma(0.001);
    assertThat(gamma.lower(0)).isZero();
    assertThat(gamma.upper(0)).isEqualTo(1);
    assertThat(gamma.quantile(0.025)).isZero();
  }

  @Test
  void whatIsNoShapeOrProbabilityIsRefused() {
    for (double shape : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new UnitGamma(shape))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be above 0 and finite");
    }
    for (double p : new double[] {0, 1, -0.1, Double.NaN}) {
      assertThatThrownBy(() -> new UnitGamma(2).quantile(p))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be in (0, 1)");
    }
  }

  private static double tail(UnitGamma gamma, double x, double edge) {
    return edge < 1 ? gamma.lower(x) : gamma.upper(x);
  }

  private static Percentage within(double relative) {
    return Percentage.withPercentage(100 * relative);
  }
}
