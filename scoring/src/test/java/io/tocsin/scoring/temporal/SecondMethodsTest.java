package io.tocsin.scoring.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.TemporalMeasures.ChangePoint;
import io.tocsin.schemas.signal.TemporalMeasures.Spike;
import io.tocsin.schemas.signal.TemporalMeasures.Trend;
import io.tocsin.schemas.signal.TemporalMeasures.Trend.Direction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.TTest;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statistic of a course against another way to compute it. */
class SecondMethodsTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-9);
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /** Courses of 25 weeks or months, quiet and busy, even and steep. */
  static Stream<long[]> courses() {
    Random random = new Random(20);
    return IntStream.range(0, 60)
        .mapToObj(
            course -> {
              double level = 0.2 + random.nextDouble() * 6;
              double slope = (random.nextDouble() - 0.5) * 0.3;
              return IntStream.range(0, 25)
                  .mapToLong(i -> Math.round(random.nextDouble() * 2 * level * Math.exp(slope * i)))
                  .toArray();
            });
  }

  @Test
  void theProbabilityOfASpikeIsThePoissonTail() {
    Spike spike =
        Objects.requireNonNull(
            Course.weekly(1, 0, 2, 1, 3, 0, 1, 2, 1, 1, 0, 2, 1, 0, 9, 1, 0).now().spike());
    double baseline = (1 + 2 + 1 + 3 + 1 + 2 + 1 + 1 + 2 + 1 + 0.5) / 13;
    assertThat(spike.baseline()).isCloseTo(baseline, CLOSE);
    assertThat(spike.z()).isCloseTo((9 - baseline) / Math.sqrt(baseline), CLOSE);
    assertThat(spike.p())
        .isCloseTo(1 - new PoissonDistribution(baseline).cumulativeProbability(8), CLOSE);
  }

  @Test
  void aChangeOfLevelHasThePOfWelchsTest() {
    double[] before = {2, 9, 0, 7, 1, 8, 0, 3, 10, 1, 6, 2, 0};
    double[] after = {25, 12, 31, 9, 28, 14, 33, 22, 10, 30, 12, 27};
    ChangePoint change =
        Objects.requireNonNull(Course.weekly(counts(before, after)).now().changePoint());
    assertThat(change.before()).isCloseTo(StatUtils.mean(before), CLOSE);
    assertThat(change.after()).isCloseTo(StatUtils.mean(after), CLOSE);
    assertThat(change.p()).isCloseTo(new TTest().tTest(before, after), CLOSE);
  }

  @ParameterizedTest
  @MethodSource("courses")
  void theChangeIsWhereTheLikelihoodOfTwoMeansIsGreatest(long[] weeks) {
    int best = 0;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int split = 4; split <= weeks.length - 4; split++) {
      double likelihood =
          logLikelihood(weeks, 0, split) + logLikelihood(weeks, split, weeks.length);
      if (likelihood > greatest) {
        greatest = likelihood;
        best = split;
      }
    }
    double gain = 2 * (greatest - logLikelihood(weeks, 0, weeks.length));
    TemporalThresholds.ChangePoint unlessPenalised = new TemporalThresholds.ChangePoint(1, 4, 3, 1);
    ChangePoint change = ChangePoints.find(Course.weekly(weeks).weeks(), unlessPenalised);
    if (gain > 3 * Math.log(weeks.length)) {
      assertThat(Objects.requireNonNull(change).week())
          .isEqualTo(Course.TODAY.minusDays(6).minusWeeks(weeks.length - 1L - best));
    } else {
      assertThat(change).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("courses")
  void growthIsThatOfAPoissonRegressionFittedByAnOptimizer(long[] months) {
    int size = months.length;
    double[] smoothed = Arrays.stream(months).mapToDouble(n -> n + 1.0 / size).toArray();
    double slope =
        new BrentOptimizer(1e-10, 1e-12)
            .optimize(
                new MaxEval(1000),
                GoalType.MAXIMIZE,
                new SearchInterval(-5, 5),
                new UnivariateObjectiveFunction(b -> profileLikelihood(smoothed, b)))
            .getPoint();
    double[] fitted = fitted(months, slope);
    double deviance = 0;
    double score = 0;
    double information = 0;
    double total = Arrays.stream(months).sum();
    for (int i = 0; i < size; i++) {
      deviance +=
          2 * ((months[i] == 0 ? 0 : months[i] * Math.log(months[i] / fitted[i])) - months[i]);
      deviance += 2 * fitted[i];
      score += (months[i] - total / size) * i;
      information += total / size * Math.pow(i - (size - 1) / 2.0, 2);
    }
    double z = score / Math.sqrt(information * Math.max(1, deviance / (size - 2)));

    LogLinearGrowth growth = LogLinearGrowth.of(Course.monthly(months).months());

    assertThat(growth.slope()).isCloseTo(slope, Offset.offset(1e-6));
    assertThat(growth.p())
        .isCloseTo(2 * NORMAL.cumulativeProbability(-Math.abs(z)), Offset.offset(1e-6));
  }

  @ParameterizedTest
  @MethodSource("courses")
  void mannKendallIsThatOfAPlainDoubleLoop(long[] months) {
    long s = 0;
    Map<Long, Integer> ties = new HashMap<>();
    for (int i = 0; i < months.length; i++) {
      ties.merge(months[i], 1, Integer::sum);
      for (int j = i + 1; j < months.length; j++) {
        s += Long.compare(months[j], months[i]);
      }
    }
    double n = months.length;
    double variance = n * (n - 1) * (2 * n + 5) / 18;
    for (int t : ties.values()) {
      variance -= t * (t - 1.0) * (2 * t + 5) / 18;
    }
    double z = s == 0 ? 0 : (s - Math.signum((double) s)) / Math.sqrt(variance);

    MannKendall test = MannKendall.of(Course.monthly(months).months());

    assertThat(test.s()).isEqualTo(s);
    assertThat(test.p()).isCloseTo(2 * NORMAL.cumulativeProbability(-Math.abs(z)), CLOSE);
  }

  @Test
  void mannKendallOfEqualMonthsFindsNothing() {
    assertThat(MannKendall.of(Course.monthly(4, 4, 4, 4, 4, 4).months()))
        .isEqualTo(new MannKendall(0, 1));
  }

  @ParameterizedTest
  @MethodSource("courses")
  void aCourseWithoutATrendFluctuatesWhenItsIndexOfDispersionSaysSo(long[] months) {
    double[] values = Arrays.stream(months).asDoubleStream().toArray();
    double chiSquared = StatUtils.variance(values) * (values.length - 1) / StatUtils.mean(values);
    double p = 1 - new ChiSquaredDistribution(values.length - 1).cumulativeProbability(chiSquared);
    TemporalThresholds.Trend neverSlopes = new TemporalThresholds.Trend(1, 3, 0.05);
    Trend trend =
        Objects.requireNonNull(Trends.of(Course.monthly(months).months(), 1, neverSlopes));
    boolean slopes = trend.growthP() < 0.05 && trend.mannKendallP() < 0.05;
    Direction otherwise = p < 0.05 ? Direction.FLUCTUATING : Direction.STABLE;
    Direction upOrDown = trend.monthlyGrowth() > 0 ? Direction.INCREASING : Direction.DECREASING;
    assertThat(trend.direction()).isEqualTo(slopes ? upOrDown : otherwise);
  }

  @Test
  void growthIsFiniteWhenAllReportsAreInTheLastMonth() {
    LogLinearGrowth growth =
        LogLinearGrowth.of(Course.monthly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1_000_000).months());
    assertThat(growth.slope()).isBetween(5.0, 20.0);
    assertThat(growth.p()).isBetween(0.0, 0.01);
  }

  private static long[] counts(double[] before, double[] after) {
    return Stream.of(before, after)
        .flatMapToDouble(Arrays::stream)
        .mapToLong(Math::round)
        .toArray();
  }

  private static double logLikelihood(long[] weeks, int from, int to) {
    double mean = Arrays.stream(weeks, from, to).average().orElseThrow();
    if (mean == 0) {
      return 0;
    }
    PoissonDistribution poisson = new PoissonDistribution(mean);
    return Arrays.stream(weeks, from, to).mapToDouble(n -> poisson.logProbability((int) n)).sum();
  }

  private static double profileLikelihood(double[] counts, double slope) {
    double likelihood = 0;
    double normaliser = 0;
    for (int i = 0; i < counts.length; i++) {
      double time = i - counts.length / 2.0;
      likelihood += counts[i] * slope * time;
      normaliser += Math.exp(slope * time);
    }
    return likelihood - StatUtils.sum(counts) * Math.log(normaliser);
  }

  private static double[] fitted(long[] counts, double slope) {
    double[] fitted =
        IntStream.range(0, counts.length).mapToDouble(i -> Math.exp(slope * i)).toArray();
    double scale = Arrays.stream(counts).sum() / StatUtils.sum(fitted);
    return Arrays.stream(fitted).map(value -> value * scale).toArray();
  }
}
