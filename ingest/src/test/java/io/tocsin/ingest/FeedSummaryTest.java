package io.tocsin.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class FeedSummaryTest {
  @Test
  void whatWasReadIsAcceptedOrSkippedForAReason() {
    FeedTally tally = new FeedTally("VAERS 1999");
    tally.accept();
    tally.accept();
    tally.skip(SkipReason.NO_DRUGS);
    tally.skip(SkipReason.REPEATED_ID);
    tally.skip(SkipReason.REPEATED_ID);
    tally.remark(Remark.MERGED_DRUG);
    tally.remark(Remark.MERGED_REACTION, 0);

    assertThat(tally.summary().line())
        .isEqualTo(
            "VAERS 1999: 5 reports read, 2 accepted, 3 skipped (number already read 2, no drug"
                + " named 1); put right: repeated drug merged 1");
  }

  @Test
  void aSummaryThatLosesAReportIsRefused() {
    assertThatThrownBy(() -> new FeedSummary("x", 3, 1, Map.of(SkipReason.NO_DRUGS, 1L), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("read 3 is not accepted 1 plus skipped 1");
  }
}
