package io.tocsin.scoring.temporal;

import static io.tocsin.scoring.temporal.Course.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.CaseSummary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncreasedFrequencyTest {

  @Test
  void fiveTimesTheProportionOfAllYearsBeforeIsAnIncrease() {
    Course course = new Course().monthsAgo(70, 4).monthsAgo(14, 1).monthsAgo(3, 5);
    assertThat(met(course, new DrugReports(100, 100, 400))).isTrue();
    assertThat(met(course, new DrugReports(101, 100, 400))).isFalse();
  }

  @Test
  void twiceTheProportionInBothOfTheLastTwoYearsIsAnIncrease() {
    Course course = new Course().monthsAgo(70, 4).monthsAgo(14, 4).monthsAgo(3, 8);
    assertThat(met(course, new DrugReports(200, 200, 400))).isTrue();
    assertThat(met(course, new DrugReports(200, 201, 400))).isFalse();
    assertThat(met(course, new DrugReports(301, 200, 400))).isFalse();
  }

  @Test
  void twoNewReportsAreTooFew() {
    Course course = new Course().monthsAgo(70, 1).monthsAgo(3, 2);
    assertThat(met(course, new DrugReports(10, 1_000, 10_000))).isFalse();
    assertThat(met(course.monthsAgo(0, 1), new DrugReports(10, 1_000, 10_000))).isTrue();
  }

  @Test
  void aPairThatAnOldDrugNeverHadIsAnIncreaseWhenTheDrugHadEnoughReports() {
    Course course = new Course().monthsAgo(3, 3);
    assertThat(met(course, new DrugReports(100, 42, 42))).isTrue();
    assertThat(met(course, new DrugReports(100, 41, 42))).isFalse();
  }

  @Test
  void nothingIncreasesOfWhichNothingWasKnownBefore() {
    assertThat(met(new Course().monthsAgo(3, 30), new DrugReports(100, 0, 0))).isFalse();
    assertThat(met(new Course().monthsAgo(3, 30), null)).isFalse();
    assertThat(
            IncreasedFrequency.isMet(
                0, CaseSummary.NONE, TODAY, null, FrequencyThresholds.DEFAULTS))
        .isFalse();
  }

  @Test
  void withoutTheDrugsReportsTheFrequencyIsThatSinceTheFirstReport() {
    Course steady = new Course();
    for (int ago = 50; ago >= 0; ago--) {
      steady.monthsAgo(ago, 1);
    }
    assertThat(met(steady, null)).isFalse();
    assertThat(met(steady.monthsAgo(2, 47), null)).isFalse();
    assertThat(met(steady.monthsAgo(2, 1), null)).isTrue();
  }

  @Test
  void yearsWithoutAReportEndAnIncrease() {
    Course course = new Course().monthsAgo(70, 4).monthsAgo(3, 5);
    DrugReports drug = new DrugReports(50, 100, 400);
    assertThat(met(course, drug)).isTrue();
    assertThat(
            IncreasedFrequency.isMet(
                course.reports(),
                course.cases(),
                TODAY.plusMonths(12),
                drug,
                FrequencyThresholds.DEFAULTS))
        .isFalse();
  }

  @Test
  void reportsDatedAfterTheAsOfDateAreNeitherNewNorOld() {
    Course course = new Course().monthsAgo(70, 4).monthsAgo(14, 1).monthsAgo(3, 5);
    course.on(TODAY.plusMonths(2), 50);
    assertThat(met(course, new DrugReports(100, 100, 400))).isTrue();
    assertThat(met(course.on(TODAY.plusYears(9), 1), new DrugReports(100, 100, 400))).isFalse();
  }

  private static boolean met(Course course, @Nullable DrugReports drug) {
    return IncreasedFrequency.isMet(
        course.reports(), course.cases(), TODAY, drug, FrequencyThresholds.DEFAULTS);
  }
}
