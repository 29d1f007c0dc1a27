package io.tocsin.topology.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SpareCpuTest {
  private double load;
  private final SpareCpu spare = new SpareCpu(() -> load);
  private long now;

  @Test
  void onAnIdleMachineWorkThatCanWaitGetsAllTheTimeBeforeLong() {
    load = 0.3;

    assertThat(after(20_000)).isEqualTo(1);
  }

  @Test
  void onABusyMachineItGetsNextToNothingWithinThreeSecondsButNeverNothing() {
    load = 0.3;
    after(20_000);
    load = 0.95;

    assertThat(after(3_000)).isBetween(0.001, 0.05);
    assertThat(after(60_000)).isPositive();
  }

  @Test
  void whereTheLoadIsNotKnownItGetsAllTheTime() {
    load = -1;

    assertThat(after(20_000)).isEqualTo(1);
  }

  @Test
  void aClockThatIsSetBackHoldsNothingUp() {
    load = 0.3;
    after(20_000);
    now -= 10_000_000;
    load = 0.95;

    assertThat(after(3_000)).isLessThan(0.05);
  }

  private double after(long millis) {
    double part = 0;
    for (long end = now + millis; now < end; now += SpareCpu.INTERVAL) {
      part = spare.part(now);
    }
    return part;
  }
}
