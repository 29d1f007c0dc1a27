package io.tocsin.batch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.junit.jupiter.api.Test;

final class ShareTest {
  @Test
  void theIntervalIsTheOneOfNewcombesExample() {
    // Newcombe (1998), table I: 81 of 263.
    Share share = Share.of(81, 263);

    assertThat(share.lower()).isCloseTo(0.2553, within(5e-5));
    assertThat(share.upper()).isCloseTo(0.3662, within(5e-5));
  }

  @Test
  void theIntervalIsTheOneOfASecondMethod() {
    for (int of = 1; of < 60; of++) {
      for (int hits = 0; hits <= of; hits++) {
        ConfidenceInterval second = new WilsonScoreInterval().createInterval(of, hits, 0.95);
        Share share = Share.of(hits, of);

        assertThat(Objects.requireNonNull(share.lower()))
            .isCloseTo(second.getLowerBound(), within(1e-9));
        assertThat(Objects.requireNonNull(share.upper()))
            .isCloseTo(second.getUpperBound(), within(1e-9));
      }
    }
  }

  @Test
  void ofNothingThereIsNoShare() {
    assertThat(Share.of(0, 0)).isEqualTo(new Share(0, 0, null, null, null));
  }
}
