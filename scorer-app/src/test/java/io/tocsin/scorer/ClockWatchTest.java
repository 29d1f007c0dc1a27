package io.tocsin.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.EnvironmentException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClockWatchTest {
  private final List<EnvironmentException> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final ClockWatch watch = new ClockWatch(() -> now, told::add);

  @Test
  void aClockThatIsSetRightByALittleOrGoesAheadIsNoNews() {
    now = now.plusSeconds(100_000);
    watch.look();
    now = now.minus(ClockWatch.MOST_SET_BACK);
    watch.look();

    assertThat(told).isEmpty();
  }

  @Test
  void aClockThatIsSetBackByHoursStopsTheScorerAndSaysWhatToDo() {
    now = now.minusSeconds(7_200);
    watch.look();

    assertThat(told)
        .singleElement()
        .satisfies(
            reason ->
                assertThat(reason)
                    .hasMessageContaining("set back by 7,200 s")
                    .hasMessageEndingWith("start the scorer anew"));
  }
}
