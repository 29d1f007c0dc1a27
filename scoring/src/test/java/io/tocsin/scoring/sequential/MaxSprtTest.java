package io.tocsin.scoring.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class MaxSprtTest {
  /** The golden values are roots that were found to about 1e-7. */
  private static final Percentage GOLDEN = Percentage.withPercentage(1e-4);

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
}
