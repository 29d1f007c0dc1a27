package io.tocsin.scoring.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.TemporalMeasures;
import io.tocsin.schemas.signal.TemporalMeasures.Trend;
import io.tocsin.schemas.signal.TemporalMeasures.Trend.Direction;
import java.time.LocalDate;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often chance alone is taken for a finding: pairs whose reports come evenly since the first
 * one, as a Poisson process, looked at once on some day of a month.
 */
class EvenCoursesTest {
  private static final int COURSES = 1000;
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

  private Well19937c random = new Well19937c(0);

  @BeforeEach
  void sameChancesInEveryTest() {
    random = new Well19937c(7);
  }

  @ParameterizedTest
  @CsvSource({"0.01, 100", "0.01, 1200", "0.1, 100", "0.1, 250", "0.1, 1200", "1, 100", "1, 1200"})
  void fewEvenCoursesSpikeChangeOrGrow(double perDay, int days) {
    PoissonDistribution daily = new PoissonDistribution(random, perDay, 1e-12, 1000);
    int spikes = 0;
    int changes = 0;
    int increasing = 0;
    int decreasing = 0;
    for (int i = 0; i < COURSES; i++) {
      TemporalMeasures measures = evenCourse(daily, FIRST.plusDays(days + random.nextInt(31)));
      spikes += measures.spike() == null ? 0 : 1;
      changes += measures.changePoint() == null ? 0 : 1;
      increasing += goes(measures, Direction.INCREASING) ? 1 : 0;
      decreasing += goes(measures, Direction.DECREASING) ? 1 : 0;
    }
    assertThat(share(spikes)).as("spikes").isLessThan(0.03);
    assertThat(share(changes)).as("changes of level").isLessThan(0.03);
    assertThat(share(increasing)).as("increasing").isLessThan(0.03);
    assertThat(share(decreasing)).as("decreasing").isLessThan(0.03);
  }

  private TemporalMeasures evenCourse(PoissonDistribution daily, LocalDate asOf) {
    Course course = new Course().on(FIRST, 1);
    for (LocalDate day = FIRST; !day.isAfter(asOf); day = day.plusDays(1)) {
      course.on(day, daily.sample());
    }
    return course.asOf(asOf);
  }

  private static boolean goes(TemporalMeasures measures, Direction direction) {
    Trend trend = measures.trend();
    return trend != null && trend.direction() == direction;
  }

  private static double share(int found) {
    return (double) found / COURSES;
  }
}
