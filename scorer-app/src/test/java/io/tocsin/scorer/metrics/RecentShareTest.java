package io.tocsin.scorer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RecentShareTest {
  private Instant now = Instant.parse("1999-07-15T12:00:00Z");
  private final RecentShare share = new RecentShare(() -> now);

  @Test
  void theShareOfNothingIsZero() {
    assertThat(share.recent().share()).isZero();
  }

  @Test
  void recordsOfTheLastFiveMinutesCount() {
    share.seen();
    share.counted();
    pass(Duration.ofMinutes(4));
    share.seen();
    share.seen();
    share.seen();

    assertThat(share.recent()).isEqualTo(new RecentShare.Recent(4, 1));
    assertThat(share.recent().share()).isEqualTo(0.25);
  }

  @Test
  void olderRecordsAreForgotten() {
    share.seen();
    share.counted();
    pass(Duration.ofMinutes(5));
    share.seen();

    assertThat(share.recent()).isEqualTo(new RecentShare.Recent(1, 0));
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
