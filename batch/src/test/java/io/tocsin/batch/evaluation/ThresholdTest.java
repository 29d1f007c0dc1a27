package io.tocsin.batch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ThresholdTest {
  @Test
  void aThresholdMayBeMetAtItsValueOrOnlyAboveIt() {
    Threshold reached = Threshold.parse("EB05 >= 2");
    Threshold exceeded = Threshold.parse("ic025>0");

    assertThat(reached.isMetBy(2)).isTrue();
    assertThat(reached.isMetBy(1.99)).isFalse();
    assertThat(exceeded.isMetBy(0)).isFalse();
    assertThat(exceeded.isMetBy(0.01)).isTrue();
    assertThat(exceeded.isMetBy(Double.POSITIVE_INFINITY)).isTrue();
    assertThat(exceeded.isMetBy(Double.NaN)).isFalse();
  }

  @Test
  void aKnownMeasureHasItsCustomaryThreshold() {
    assertThat(Threshold.customary("EB05")).hasToString("[EB05 >= 2]");
    assertThat(Threshold.customary("ic025")).hasToString("[ic025 > 0]");
    assertThat(Threshold.customary("prr_lower")).hasToString("[prr_lower > 1]");
    assertThat(Threshold.customary("my_score")).isEmpty();
  }

  @Test
  void whatIsNoThresholdIsRefusedWithHowToWriteOne() {
    assertThatThrownBy(() -> Threshold.parse("eb05"))
        .hasMessage("'eb05' is no threshold; write COLUMN>=NUMBER or COLUMN>NUMBER");
    assertThatThrownBy(() -> Threshold.parse("eb05>two"))
        .hasMessage("'eb05>two' is no threshold: two is not a number");
    assertThatThrownBy(() -> Threshold.parse("eb05>NaN"))
        .hasMessage("a threshold of eb05 is NaN, it must be a finite number");
  }
}
