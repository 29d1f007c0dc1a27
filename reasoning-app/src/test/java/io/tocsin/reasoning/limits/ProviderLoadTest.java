package io.tocsin.reasoning.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProviderLoadTest {
  private final SimulatedTime time = new SimulatedTime("2026-03-10T09:00:00Z");
  private double processors;
  private final ProviderLoad load = new ProviderLoad(10, time, () -> processors);

  @Test
  void nothingHappenedIsNoLoad() {
    assertThat(load.load()).isZero();
  }

  @Test
  void throttledCallsAreALoadForAMinute() {
    for (int i = 0; i < 8; i++) {
      load.begin().throttled();
      load.begin().failed();
    }

    assertThat(load.load()).isEqualTo(0.5);
    time.pass(Duration.ofSeconds(62));
    assertThat(load.load()).isZero();
  }

  @Test
  void oneThrottledCallIsNotEverything() {
    load.begin().throttled();

    assertThat(load.load()).isEqualTo(0.2);
  }

  @Test
  void aProviderSlowerThanUsualIsALoad() {
    for (int i = 0; i < 500; i++) {
      call(Duration.ofSeconds(1));
    }
    assertThat(load.load()).isCloseTo(0, within(0.01));

    for (int i = 0; i < 20; i++) {
      call(Duration.ofSeconds(30));
    }
    assertThat(load.load()).isGreaterThan(0.75);
  }

  @Test
  void aProviderThatWasAlwaysSlowIsNone() {
    for (int i = 0; i < 20; i++) {
      call(Duration.ofSeconds(30));
    }

    assertThat(load.load()).isZero();
  }

  @Test
  void callsInFlightAreALoadUntilTheyEnd() {
    List<ProviderLoad.Call> calls = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      calls.add(load.begin());
    }
    assertThat(load.load()).isEqualTo(0.9);

    calls.forEach(ProviderLoad.Call::failed);
    calls.forEach(ProviderLoad.Call::failed);
    assertThat(load.load()).isZero();
  }

  @Test
  void busyProcessorsAreALoadWhenTheyStayBusy() {
    assertThat(load.load()).isZero();
    processors = 1;
    assertThat(load.load()).isLessThan(0.5);
    for (int i = 0; i < 20; i++) {
      load.load();
    }
    assertThat(load.load()).isGreaterThan(0.9);
  }

  @Test
  void processorsThatCannotBeMeasuredAreNoLoad() {
    processors = Double.NaN;
    assertThat(load.load()).isZero();
    processors = -1;
    assertThat(load.load()).isZero();
  }

  @Test
  void thisMachinesProcessorsCanBeMeasured() {
    assertThat(ProviderLoad.processors().getAsDouble()).isLessThanOrEqualTo(1);
  }

  private void call(Duration latency) {
    ProviderLoad.Call call = load.begin();
    time.pass(latency);
    call.answered();
  }
}
