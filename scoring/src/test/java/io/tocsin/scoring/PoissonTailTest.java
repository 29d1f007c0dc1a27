package io.tocsin.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PoissonTailTest {
  private static final MathContext DIGITS = new MathContext(60);

  @Test
  void theTailEqualsTheSumOfItsTermsToTwelveDigitsFarOutToo() {
    for (long n : new long[] {1, 2, 3, 9, 25, 120, 400, 1_024, 1_025, 1_500}) {
      for (double expected : new double[] {1e-6, 0.003, 0.5, 1, 7.25, 110, 390, 1_100}) {
        double sum = summed(n, expected);
        if (sum > 1e-280) {
          assertThat(PoissonTail.upper(n, expected) / sum)
              .as("n=%d E=%s", n, expected)
              .isCloseTo(1, Offset.offset(2e-12));
        }
      }
    }
  }

  @Test
  void whereNothingIsExpectedAnyReportIsASurprise() {
    assertThat(PoissonTail.upper(0, 0)).isOne();
    assertThat(PoissonTail.upper(0, 12.5)).isOne();
    assertThat(PoissonTail.upper(1, 0)).isZero();
    assertThat(PoissonTail.upper(2_000, 0)).isZero();
    assertThat(PoissonTail.upper(2_000, 1e-3)).isZero();
  }

  @Test
  void moreReportsAreLessLikely() {
    for (double expected : new double[] {0.4, 9, 800, 1_030}) {
      for (long n = 1; n < 1_400; n++) {
        assertThat(PoissonTail.upper(n + 1, expected))
            .as("n=%d E=%s", n + 1, expected)
            .isLessThanOrEqualTo(PoissonTail.upper(n, expected));
      }
    }
  }

  @Test
  void aNegativeCountOrMeanIsRefused() {
    assertThatThrownBy(() -> PoissonTail.upper(-1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("count of a Poisson tail is -1");
    assertThatThrownBy(() -> PoissonTail.upper(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** e^−E · Σ E^k/k! over k ≥ n, term by term. */
  private static double summed(long n, double expected) {
    BigDecimal mean = new BigDecimal(expected);
    BigDecimal term = BigDecimal.ONE;
    for (long k = 1; k <= n; k++) {
      term = term.multiply(mean).divide(BigDecimal.valueOf(k), DIGITS);
    }
    BigDecimal sum = term;
    for (long k = n + 1; term.compareTo(sum.movePointLeft(40)) > 0 || k < expected; k++) {
      term = term.multiply(mean).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term);
    }
    BigDecimal all = BigDecimal.ONE;
    term = BigDecimal.ONE;
    for (long k = 1; term.compareTo(all.movePointLeft(40)) > 0 || k < expected; k++) {
      term = term.multiply(mean).divide(BigDecimal.valueOf(k), DIGITS);
      all = all.add(term);
    }
    return sum.divide(all, DIGITS).doubleValue();
  }
}
