package io.tocsin.scoring.temporal;

import static io.tocsin.scoring.temporal.Course.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.TemporalMeasures;
import io.tocsin.schemas.signal.TemporalMeasures.Trend;
import io.tocsin.schemas.signal.TemporalMeasures.Trend.Direction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TemporalAnalysisTest {
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  @Test
  void aPairWithoutADatedReportHasNoCourse() {
    assertThat(TemporalAnalysis.of(CaseSummary.NONE, TODAY, TemporalThresholds.DEFAULTS)).isNull();
  }

  @Test
  void oneReportTodayIsNewAndNothingElse() {
    assertThat(new Course().on(TODAY, 1).now())
        .isEqualTo(new TemporalMeasures(null, null, null, 1, false, 0.15));
  }

  @Test
  void theFirstWeekOfAPairIsNeitherASpikeNorATrendHoweverManyReportsItBrings() {
    TemporalMeasures measures = new Course().on(TODAY.minusDays(3), 40).on(TODAY, 60).now();
    assertThat(measures.spike()).isNull();
    assertThat(measures.changePoint()).isNull();
    assertThat(measures.trend()).isNull();
    assertThat(measures.emerging()).isFalse();
  }

  @Test
  void noveltyFallsToNothingInAYear() {
    Course course = new Course().on(TODAY, 1);
    assertThat(course.asOf(TODAY.plusDays(73)).novelty()).isCloseTo(0.8, ROUNDING);
    assertThat(course.asOf(TODAY.plusDays(146)).score()).isZero();
    assertThat(course.asOf(TODAY.plusDays(365)).novelty()).isZero();
    assertThat(course.asOf(TODAY.plusDays(3650)).novelty()).isZero();
  }

  @Test
  void aBurstAfterAQuietHalfYearIsASpikeInItsWeek() {
    Course course = new Course().weeksAgo(60, 2).weeksAgo(20, 1).weeksAgo(1, 6);
    TemporalMeasures.Spike spike = Objects.requireNonNull(course.now().spike());
    assertThat(spike.week()).isEqualTo(LocalDate.of(2024, 6, 17)).isEqualTo(monday(1));
    assertThat(spike.reports()).isEqualTo(6);
    assertThat(spike.baseline()).isCloseTo(1.5 / 22, ROUNDING);
    assertThat(course.now().score()).isCloseTo(0.30, ROUNDING);
  }

  @Test
  void aBurstIsSeenOnTheDayItComes() {
    LocalDate wednesday = TODAY.plusDays(3);
    TemporalMeasures measures =
        new Course().weeksAgo(60, 2).weeksAgo(20, 1).on(wednesday, 6).asOf(wednesday);
    assertThat(Objects.requireNonNull(measures.spike()).week()).isEqualTo(TODAY.plusDays(1));
  }

  @Test
  void aBurstIsNoLongerRecentAfterAMonth() {
    Course course = new Course().weeksAgo(60, 2).weeksAgo(20, 1).weeksAgo(0, 6);
    assertThat(course.asOf(TODAY.plusWeeks(3)).spike()).isNotNull();
    assertThat(course.asOf(TODAY.plusWeeks(4)).spike()).isNull();
  }

  @Test
  void twoReportsAfterALongSilenceAreNoSpike() {
    assertThat(new Course().weeksAgo(60, 5).weeksAgo(0, 2).now().spike()).isNull();
  }

  @Test
  void aWeekLikeEarlierBatchesIsNoSpike() {
    Course batches = Course.weekly(9, 0, 0, 9, 0, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 9);
    assertThat(batches.now().spike()).isNull();
    assertThat(new Course().weeksAgo(200, 1).weeksAgo(8, 36).weeksAgo(0, 9).now().spike()).isNull();
  }

  @Test
  void retractedReportsTakeTheSpikeBack() {
    Course course = new Course().weeksAgo(60, 2).weeksAgo(20, 1).weeksAgo(1, 6);
    assertThat(course.weeksAgo(1, -4).now().spike()).isNull();
  }

  @Test
  void whenTheFirstReportsAreRetractedThePairBeginsLater() {
    Course course = new Course().weeksAgo(30, 1).weeksAgo(7, 3).weeksAgo(1, 5);
    assertThat(course.now().spike()).isNotNull();
    TemporalMeasures shorter = course.weeksAgo(30, -1).weeksAgo(7, -3).now();
    assertThat(shorter.spike()).isNull();
    assertThat(shorter.novelty()).isGreaterThan(0.9);
  }

  @Test
  void aLevelThatRisesAndStaysIsAChangeInTheWeekItRises() {
    Course course =
        Course.weekly(1, 0, 2, 1, 0, 1, 0, 1, 2, 0, 1, 0, 0, 1, 0, 4, 6, 5, 3, 6, 4, 5, 6, 4, 5);
    TemporalMeasures.ChangePoint change = Objects.requireNonNull(course.now().changePoint());
    assertThat(change.week()).isEqualTo(monday(9));
    assertThat(change.before()).isCloseTo(10 / 15.0, ROUNDING);
    assertThat(change.after()).isCloseTo(4.8, ROUNDING);
    assertThat(change.p()).isLessThan(0.001);
  }

  @Test
  void aFadingPairDecreasesAndScoresNothing() {
    Course course = Course.monthly(30, 28, 25, 26, 20, 18, 16, 15, 12, 9, 10, 7, 5, 6, 3, 2, 1, 0);
    TemporalMeasures measures = course.now();
    Trend trend = Objects.requireNonNull(measures.trend());
    assertThat(trend.direction()).isEqualTo(Direction.DECREASING);
    assertThat(trend.monthlyGrowth()).isNegative();
    assertThat(trend.doublingMonths()).isNull();
    assertThat(measures.score()).isZero();
  }

  @Test
  void aLevelThatFallsIsAChangeThatScoresNothing() {
    TemporalMeasures measures =
        Course.weekly(5, 6, 6, 5, 6, 5, 7, 6, 4, 6, 7, 5, 6, 5, 6, 4, 1, 0, 2, 1, 0, 1, 0, 1).now();
    TemporalMeasures.ChangePoint change = Objects.requireNonNull(measures.changePoint());
    assertThat(change.week()).isEqualTo(monday(7));
    assertThat(change.after()).isCloseTo(0.75, ROUNDING);
    assertThat(measures.score()).isZero();
  }

  @Test
  void aSlowGrowthOverYearsIncreasesAndSaysInWhichTimeItDoubles() {
    Course course = new Course().monthsAgo(60, 1);
    for (int ago = 35; ago >= 0; ago--) {
      course.monthsAgo(ago, Math.round(4 * Math.pow(2, (35 - ago) / 12.0)));
    }
    TemporalMeasures measures = course.now();
    Trend trend = Objects.requireNonNull(measures.trend());
    assertThat(trend.direction()).isEqualTo(Direction.INCREASING);
    assertThat(Objects.requireNonNull(trend.doublingMonths())).isCloseTo(12, Offset.offset(0.3));
    assertThat(measures.emerging()).isFalse();
    assertThat(measures.score()).isCloseTo(0.20, ROUNDING);
  }

  @Test
  void aNewPairThatIsReportedMoreEveryWeekIsEmerging() {
    Course course = new Course().weeksAgo(10, 1);
    long[] reports = {0, 1, 0, 1, 2, 1, 3, 4, 5, 7};
    for (int i = 0; i < reports.length; i++) {
      course.weeksAgo(reports.length - 1 - i, reports[i]);
    }
    TemporalMeasures measures = course.now();
    assertThat(Objects.requireNonNull(measures.trend()).direction())
        .isEqualTo(Direction.INCREASING);
    assertThat(measures.emerging()).isTrue();
    assertThat(measures.spike()).isNotNull();
    assertThat(measures.changePoint()).isNotNull();
    assertThat(measures.score()).isCloseTo(1, ROUNDING);
  }

  @Test
  void evenReportsAreStableAndUnevenOnesFluctuate() {
    assertThat(direction(3, 2, 4, 3, 3, 2, 4, 3, 2, 3, 4, 3)).isEqualTo(Direction.STABLE);
    assertThat(direction(0, 12, 0, 1, 9, 0, 0, 14, 0, 2, 11, 0)).isEqualTo(Direction.FLUCTUATING);
  }

  @Test
  void aMonthThatHasJustBegunIsNotADecline() {
    Course course = Course.monthly(9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9);
    assertThat(course.asOf(TODAY.plusDays(2)).trend()).isEqualTo(course.now().trend());
  }

  @Test
  void weeksAndMonthsWithoutReportsCountUpToTheAsOfDate() {
    Course course = Course.monthly(9, 8, 9, 9, 10, 9, 9, 8, 9, 9, 9, 9);
    Trend later = Objects.requireNonNull(course.asOf(TODAY.plusMonths(12)).trend());
    assertThat(later.direction()).isEqualTo(Direction.DECREASING);
  }

  @Test
  void reportsDatedAfterTheAsOfDateAreNotSeenYet() {
    Course course = new Course().weeksAgo(60, 1).weeksAgo(0, 9);
    assertThat(course.asOf(TODAY.minusWeeks(5)).spike()).isNull();
    assertThat(new Course().on(TODAY, 9).asOf(TODAY.minusDays(1)))
        .isEqualTo(new TemporalMeasures(null, null, null, 1, false, 0.15));
  }

  @Test
  void everyFigureIsFiniteHoweverManyReportsComeHoweverUnevenly() {
    Random random = new Random(5);
    for (int i = 0; i < 3_000; i++) {
      Course course = new Course().weeksAgo(random.nextInt(200), 1);
      for (int days = random.nextInt(40); days >= 0; days--) {
        long reports = Math.round(Math.pow(10, random.nextDouble() * 9));
        course.on(TODAY.minusDays(random.nextInt(400)), reports);
      }
      TemporalMeasures measures = course.asOf(TODAY.plusDays(random.nextInt(100)));
      assertThat(figures(measures)).allMatch(Double::isFinite);
      assertThat(measures.score()).isBetween(0.0, 1.0);
    }
  }

  private static List<Double> figures(TemporalMeasures measures) {
    List<Double> figures = new ArrayList<>();
    TemporalMeasures.Spike spike = measures.spike();
    if (spike != null) {
      figures.addAll(List.of(spike.baseline(), spike.z(), spike.p()));
    }
    TemporalMeasures.ChangePoint change = measures.changePoint();
    if (change != null) {
      figures.addAll(List.of(change.before(), change.after(), change.p()));
    }
    Trend trend = measures.trend();
    if (trend != null) {
      figures.addAll(List.of(trend.monthlyGrowth(), trend.growthP(), trend.mannKendallP()));
      figures.add(Objects.requireNonNullElse(trend.doublingMonths(), 0.0));
    }
    return figures;
  }

  private static Direction direction(long... months) {
    return Objects.requireNonNull(Course.monthly(months).now().trend()).direction();
  }

  private static LocalDate monday(int weeksAgo) {
    return TODAY.minusDays(6).minusWeeks(weeksAgo);
  }
}
