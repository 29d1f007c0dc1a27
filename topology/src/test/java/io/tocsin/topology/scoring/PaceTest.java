package io.tocsin.topology.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final double NANOS_PER_INTERVAL = 1e8;

  private final Pace pace =
      new Pace(new ScoringSchedule(Duration.ofMillis(100), 0.9, 0.2, Duration.ofMillis(250)));
  private long now = 1_000_000;

  @BeforeEach
  void firstRound() {
    pace.round(now, 1);
  }

  @Test
  void scoringHasItsShareWhenNoReportsComeIn() {
    assertThat(share()).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void afterAStartReportsHaveTwoSecondsToComeInBeforeItIsAlone() {
    assertThat(pace.isAlone()).isFalse();

    for (int i = 0; i < 20; i++) {
      share();
      assertThat(pace.isAlone()).isFalse();
    }
    share();

    assertThat(pace.isAlone()).isTrue();
  }

  @Test
  void farBehindItHasAFifthAtOnceAndItsFullShareAgainSoonAfterTheStreamEnds() {
    pace.counted(60_000);
    assertThat(share()).isCloseTo(0.2, within(1e-9));

    int rounds = 0;
    while (share() < 0.9) {
      rounds++;
    }
    assertThat(rounds).isLessThan(40);
  }

  @Test
  void aMomentWithoutReportsDoesNotMeanThatItHasCaughtUp() {
    pace.counted(60_000);
    share();
    for (int i = 0; i < 10; i++) {
      assertThat(share()).isCloseTo(0.2, within(1e-9));
    }
  }

  @Test
  void aLittleBehindItYieldsStepByStepDownToAFifth() {
    pace.counted(300);
    double first = share();
    assertThat(first).isBetween(0.5, 0.8);
    for (int i = 0; i < 10; i++) {
      pace.counted(300);
      share();
    }
    pace.counted(300);
    assertThat(share()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void reportsThatAreCountedSoonTakeNothingFromScoring() {
    pace.counted(100);
    assertThat(share()).isCloseTo(0.9, within(1e-9));
    assertThat(pace.delay()).isEqualTo(100);
  }

  @Test
  void partitionsOfAThreadShareItsTimeAndALateRoundIsMadeUpForOnce() {
    now += 100;
    assertThat(pace.round(now, 2) / NANOS_PER_INTERVAL).isCloseTo(0.45, within(1e-9));
    now += 60_000;
    assertThat(pace.round(now, 1) / NANOS_PER_INTERVAL).isCloseTo(1.8, within(1e-9));
  }

  @Test
  void farBehindWhereRoundsAreRareEachMakesUpForAllThatItMissed() {
    pace.counted(60_000);
    share();

    now += 700;
    pace.counted(60_000);
    assertThat(pace.round(now, 1) / NANOS_PER_INTERVAL).isCloseTo(1.4, within(1e-9));
  }

  private double share() {
    now += 100;
    return pace.round(now, 1) / NANOS_PER_INTERVAL;
  }
}
