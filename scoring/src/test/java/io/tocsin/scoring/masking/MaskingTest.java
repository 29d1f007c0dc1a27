package io.tocsin.scoring.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tocsin.schemas.signal.ContingencyTable;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MaskingTest {
  /** 10 reports of the pair, 100 of the drug, 1000 of the event, 10 000 in all. */
  private static final ContingencyTable PAIR = ContingencyTable.ofMargins(10, 100, 1_000, 10_000);

  @Test
  void withoutTheMaskerTheTableIsThatOfTheReportsThatDoNotNameIt() {
    assertThat(Masking.without(PAIR, new Overlap(2_000, 20, 900, 5)))
        .isEqualTo(ContingencyTable.ofMargins(5, 80, 100, 8_000));
  }

  @Test
  void aDrugThatHasMostReportsOfTheEventHidesThePair() {
    Overlap masker = new Overlap(1_800, 0, 900, 0);

    assertThat(Masking.ratio(PAIR, masker)).isCloseTo(10 / (100 * 100.0 / 8_200), within(1e-12));
    assertThat(Masking.gain(PAIR, masker))
        .isCloseTo(Math.log((10 + 0.5) / (100 * 100.0 / 8_200 + 0.5)) / Math.log(2), within(1e-12));
  }

  @Test
  void aDrugWithFewReportsOfTheEventHidesNothing() {
    assertThat(Masking.gain(PAIR, new Overlap(1_800, 0, 10, 0))).isNegative();
  }

  @Test
  void noDrugGainsMoreThanTheBoundForItsReports() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      int both = random.nextInt(5);
      int withDrug = both + random.nextInt(40);
      int withEvent = both + random.nextInt(400);
      int masker = withDrug + withEvent - both + random.nextInt(2_000);
      Overlap overlap = new Overlap(masker, withDrug, withEvent, both);
      double eventShare = (PAIR.eventMargin() - withEvent) / (double) (PAIR.total() - masker);

      assertThat(Masking.gain(PAIR, overlap))
          .isLessThanOrEqualTo(
              Masking.gainAtMost(PAIR, eventShare, withDrug + random.nextInt(10)) + 1e-12);
    }
  }

  @Test
  void countsThatNoReportsCanHaveAreRefused() {
    assertThatThrownBy(() -> new Overlap(10, 5, 5, 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10 of the masker, 5 with the drug, 5 with the event, 6 with both");
    assertThatThrownBy(() -> new Overlap(10, 11, 5, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
