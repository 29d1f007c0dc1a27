package io.tocsin.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short stretch of what {@code bench/run Fuzz} does at length; always the same records. */
class FuzzTest {
  private static final int RECORDS = 1_500;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  static Stream<Target> targets() {
    return new Targets(7).all().stream();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void whateverARecordSaysItIsReadOrRefusedWithinItsBounds(Target target) {
    Trial trial = Assertions.assertTimeoutPreemptively(PATIENCE, () -> Trial.run(target, RECORDS));

    assertThat(trial.accepted()).as("accepted of %s", trial).isPositive();
    assertThat(trial.refused()).as("refused of %s", trial).isNotEmpty();
  }
}
