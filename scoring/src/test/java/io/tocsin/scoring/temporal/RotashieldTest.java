package io.tocsin.scoring.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.TemporalMeasures;
import io.tocsin.schemas.signal.TemporalMeasures.ChangePoint;
import io.tocsin.schemas.signal.TemporalMeasures.Spike;
import io.tocsin.scoring.sequential.MaxSprt;
import io.tocsin.scoring.sequential.SequentialThresholds;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Intussusception after RotaShield in VAERS; its use was suspended on 16 July 1999. */
class RotashieldTest {
  private static final LocalDate SUSPENDED = LocalDate.of(1999, 7, 16);

  /** Reports by day of receipt. */
  private static final TreeMap<LocalDate, Long> REPORTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(LocalDate.of(1999, 3, 3), 1L),
              Map.entry(LocalDate.of(1999, 7, 6), 1L),
              Map.entry(LocalDate.of(1999, 7, 15), 2L),
              Map.entry(SUSPENDED, 1L),
              Map.entry(LocalDate.of(1999, 7, 19), 1L),
              Map.entry(LocalDate.of(1999, 7, 21), 2L),
              Map.entry(LocalDate.of(1999, 7, 26), 4L),
              Map.entry(LocalDate.of(1999, 7, 29), 2L),
              Map.entry(LocalDate.of(1999, 8, 2), 1L),
              Map.entry(LocalDate.of(1999, 8, 3), 2L),
              Map.entry(LocalDate.of(1999, 8, 5), 1L)));

  @Test
  void theSequentialTestSignalsTheDayBeforeTheSuspension() {
    MaxSprt test = MaxSprt.of(new SequentialThresholds(1, 3, 0.05));
    assertThat(test.signals(2, 0.006084)).as("6 July").isFalse();
    assertThat(test.signals(4, 0.014452)).as("15 July").isTrue();
  }

  @Test
  void theWeekOfTheSuspensionIsASpikeOnThatDay() {
    assertThat(knownOn(SUSPENDED.minusDays(1)).spike()).isNull();
    Spike spike = Objects.requireNonNull(knownOn(SUSPENDED).spike());
    assertThat(spike.week()).isEqualTo(LocalDate.of(1999, 7, 12));
    assertThat(spike.reports()).isEqualTo(3);
    assertThat(spike.p()).isLessThan(1e-5);
  }

  @Test
  void thePairIsEmergingAtTheEndOfTheNextWeek() {
    assertThat(knownOn(SUSPENDED).emerging()).isFalse();
    assertThat(knownOn(LocalDate.of(1999, 7, 24)).emerging()).isFalse();
    assertThat(knownOn(LocalDate.of(1999, 7, 25)).emerging()).isTrue();
  }

  @Test
  void itsLevelChangedInTheWeekOfTheSecondReport() {
    assertThat(knownOn(LocalDate.of(1999, 8, 1)).changePoint()).isNull();
    TemporalMeasures measures = knownOn(LocalDate.of(1999, 8, 8));
    ChangePoint change = Objects.requireNonNull(measures.changePoint());
    assertThat(change.week()).isEqualTo(LocalDate.of(1999, 7, 5));
    assertThat(change.before()).isZero();
    assertThat(measures.score()).isEqualTo(1);
  }

  private static TemporalMeasures knownOn(LocalDate day) {
    Course course = new Course();
    REPORTS.headMap(day, true).forEach(course::on);
    return course.asOf(day);
  }
}
