package io.tocsin.scoring;

import static io.tocsin.scoring.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.signal.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

class InformationComponentTest {
  private static final double TOLERANCE = 1e-9;

  @Test
  void theIcAndItsBoundsEqualTheReferenceOnTheWholeGrid() {
    List<Golden.Row> grid = Golden.table("ic-grid.csv");
    assertThat(grid).hasSize(156);
    for (Golden.Row row : grid) {
      long observed = row.count("obs");
      double expected = row.number("exp");
      String what = observed + " observed, " + expected + " expected: ";
      Estimate ic = InformationComponent.of(observed, expected);
      assertClose(what + "IC", ic.value(), row.number("ic"), TOLERANCE);
      assertClose(what + "IC025", ic.lower(), row.number("ic2.5"), TOLERANCE);
      assertClose(what + "IC975", ic.upper(), row.number("ic97.5"), TOLERANCE);
      assertBound(what, observed, expected, 0.05, row.number("ic5"));
      assertBound(what, observed, expected, 0.95, row.number("ic95"));
      assertBound(what, observed, expected, 0.025, row.number("ic2.5"));
      assertBound(what, observed, expected, 0.975, row.number("ic97.5"));
    }
  }

  @Test
  void threeReportsAreTheFewestThatCanSignal() {
    assertThat(InformationComponent.of(2, 0).lower()).isNegative();
    assertThat(InformationComponent.of(3, 0).lower()).isPositive();
  }

  @Test
  void moreReportsRaiseTheLowerBoundAndMoreExpectedLowerIt() {
    for (long observed = 0; observed < 2_000; observed++) {
      double lower = InformationComponent.bound(observed, 3, 0.025);
      assertThat(InformationComponent.bound(observed + 1, 3, 0.025)).isGreaterThan(lower);
      assertThat(InformationComponent.bound(observed, 3.5, 0.025)).isLessThan(lower);
    }
  }

  @Test
  void countsBeyondTheTableAreMeasuredLikeThoseInIt() {
    for (long observed : new long[] {0, 1, 511, 512, 513, 1_000_000}) {
      Estimate ic = InformationComponent.of(observed, 17);
      assertThat(ic.lower()).isEqualTo(InformationComponent.bound(observed, 17, 0.025));
      assertThat(ic.upper()).isEqualTo(InformationComponent.bound(observed, 17, 0.975));
    }
  }

  @Test
  void aProbabilityOutsideZeroToOneIsRefused() {
    assertThatThrownBy(() -> InformationComponent.bound(3, 1, 1.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a probability is 1.0, it must be in (0, 1)");
  }

  private static void assertBound(
      String what, long observed, double expected, double p, double golden) {
    assertClose(what + p, InformationComponent.bound(observed, expected, p), golden, TOLERANCE);
  }
}
