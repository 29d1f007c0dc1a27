package io.tocsin.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private static final LocalDate NEW_YEAR = LocalDate.of(1999, 1, 1);

  @Test
  void aDayIsDueWhenTheDaysBeforeItHaveGoneBy() {
    Pace pace = Pace.daysPerSecond(10);

    assertThat(pace.waitBefore(NEW_YEAR, NEW_YEAR, Duration.ZERO)).isZero();
    assertThat(pace.waitBefore(NEW_YEAR.plusDays(31), NEW_YEAR, Duration.ofSeconds(1)))
        .isEqualTo(Duration.ofMillis(2100));
  }

  @Test
  void whoIsLateDoesNotWait() {
    assertThat(
            Pace.daysPerSecond(10)
                .waitBefore(NEW_YEAR.plusDays(1), NEW_YEAR, Duration.ofSeconds(5)))
        .isZero();
  }

  @Test
  void withoutAPaceNobodyWaits() {
    assertThat(Pace.UNLIMITED.waitBefore(NEW_YEAR.plusYears(1), NEW_YEAR, Duration.ZERO)).isZero();
  }

  @Test
  void aPaceThatNeverArrivesIsRefused() {
    for (double days : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Pace.daysPerSecond(days))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("give a number above 0");
    }
  }
}
