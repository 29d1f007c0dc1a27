package io.tocsin.reasoning.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AdaptiveRulesTest {
  private AdaptiveRules rules = AdaptiveRules.START;
  private long now = 1_000_000;

  @Test
  void aLoadUpToThreeQuartersLetsAllThrough() {
    assertThat(after(0, 0.75)).isEqualTo(1);
  }

  @Test
  void aHigherLoadLetsLessThroughAtOnce() {
    assertThat(after(0, 0.76)).isEqualTo(0.75);
    assertThat(after(0, 0.91)).isEqualTo(0.5);
  }

  @Test
  void aVeryHighLoadHalvesAtOnce() {
    assertThat(after(0, 1)).isEqualTo(0.5);
  }

  @Test
  void aLoadJustBelowTheThresholdIsNotCalm() {
    after(0, 0.8);

    assertThat(after(100, 0.66)).isEqualTo(0.75);
    assertThat(after(100, 0.66)).isEqualTo(0.75);
  }

  @Test
  void halfAMinuteOfCalmLetsMoreThrough() {
    after(0, 0.8);

    assertThat(after(29, 0.6)).isEqualTo(0.75);
    assertThat(after(1, 0.6)).isEqualTo(1);
  }

  @Test
  void theCalmHasToLast() {
    after(0, 0.8);
    after(20, 0.1);
    after(5, 0.7);

    assertThat(after(10, 0.1)).isEqualTo(0.75);
    assertThat(after(20, 0.1)).isEqualTo(1);
  }

  @Test
  void theWayUpIsOneStepAtATime() {
    after(0, 0.95);

    assertThat(after(30, 0)).isEqualTo(0.75);
    assertThat(after(29, 0)).isEqualTo(0.75);
    assertThat(after(1, 0)).isEqualTo(1);
  }

  @Test
  void fromHalfToThreeQuartersALoadBelowEightTenthsIsCalm() {
    after(0, 0.95);

    assertThat(after(30, 0.79)).isEqualTo(0.75);
    assertThat(after(60, 0.79)).isEqualTo(0.75);
  }

  @Test
  void aLoadIsLookedAtOnceASecondAtMost() {
    int[] looks = {0};
    AdaptiveShare share =
        new AdaptiveShare(
            () -> {
              looks[0]++;
              return 0.95;
            },
            () -> now);

    share.getAsDouble();
    now += 999;
    assertThat(share.getAsDouble()).isEqualTo(0.5);
    assertThat(looks[0]).isEqualTo(1);
    now++;
    share.getAsDouble();
    assertThat(looks[0]).isEqualTo(2);
  }

  private double after(int seconds, double load) {
    now += seconds * 1_000L;
    rules = rules.next(load, now);
    return rules.share();
  }
}
