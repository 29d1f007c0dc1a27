package io.tocsin.batch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tocsin.schemas.signal.Estimate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RocAreaTest {
  private static final double[] POSITIVES = {3, 5, 5, 8, 1};
  private static final double[] NEGATIVES = {2, 5, 0, 1};

  @Test
  void anAreaIsTheShareOfWonComparisonsAndHalfTheTies() {
    // Won: 3 by 3, each 5 by 3, 8 by 4, 1 by 1; tied: each 5 once, 1 once.
    assertThat(RocArea.of(POSITIVES, NEGATIVES).estimate().value())
        .isEqualTo((3 + 3 + 3 + 4 + 1 + 0.5 * 3) / 20);
  }

  @Test
  void theAreaIsThatOfADoubleLoopAndOfTheTestOfMannAndWhitney() {
    Random random = new Random(1947);
    for (int trial = 0; trial < 50; trial++) {
      double[] positives = scores(random, 2 + random.nextInt(40), x -> 0.0 + Math.rint(4 * x + 2));
      double[] negatives = scores(random, 2 + random.nextInt(40), x -> 0.0 + Math.rint(4 * x));
      double area = given(RocArea.of(positives, negatives).estimate().value());

      assertThat(area).isCloseTo(doubleLoop(positives, negatives), within(1e-12));
      double u = new MannWhitneyUTest().mannWhitneyU(positives, negatives);
      assertThat(Math.max(area, 1 - area))
          .isCloseTo(u / (positives.length * negatives.length), within(1e-12));
    }
  }

  @Test
  void theIntervalIsThatOfDeLongsStructuralComponentsOneByOne() {
    Random random = new Random(1988);
    double[] positives = scores(random, 30, x -> x + 1);
    double[] negatives = scores(random, 50, x -> x);
    double half = 1.959963984540054 * Math.sqrt(variance(positives, negatives));

    Estimate area = RocArea.of(positives, negatives).estimate();

    assertThat(area.lower()).isCloseTo(given(area.value()) - half, within(1e-12));
    assertThat(area.upper()).isCloseTo(given(area.value()) + half, within(1e-12));
  }

  @Test
  void theDifferenceOfTwoScoresOfTheSamePairsTakesTheirCovarianceIntoAccount() {
    Random random = new Random(2014);
    double[] positives = scores(random, 40, x -> x + 1);
    double[] negatives = scores(random, 40, x -> x);
    double[] noisyPositives = noisy(random, positives);
    double[] noisyNegatives = noisy(random, negatives);
    double variance =
        variance(positives, negatives)
            + variance(noisyPositives, noisyNegatives)
            - 2 * covariance(positives, negatives, noisyPositives, noisyNegatives);
    RocArea plain = RocArea.of(positives, negatives);
    RocArea noisy = RocArea.of(noisyPositives, noisyNegatives);

    Estimate difference = plain.above(noisy);

    double value = doubleLoop(positives, negatives) - doubleLoop(noisyPositives, noisyNegatives);
    assertThat(difference.value()).isCloseTo(value, within(1e-12));
    assertThat(given(difference.upper()) - value)
        .isCloseTo(1.959963984540054 * Math.sqrt(variance), within(1e-12));
    double z = value / Math.sqrt(variance);
    assertThat(plain.sameAs(noisy))
        .isCloseTo(2 * new NormalDistribution().cumulativeProbability(-Math.abs(z)), within(1e-12));
  }

  @Test
  void theIntervalIsAboutAsWideAsThatOfABootstrap() {
    Random random = new Random(1979);
    double[] positives = scores(random, 60, x -> x + 1);
    double[] negatives = scores(random, 90, x -> x);
    double[] resampled = new double[4000];
    for (int i = 0; i < resampled.length; i++) {
      resampled[i] = doubleLoop(resample(random, positives), resample(random, negatives));
    }
    double bootstrap = new StandardDeviation().evaluate(resampled);

    Estimate area = RocArea.of(positives, negatives).estimate();

    double standardError = (given(area.upper()) - given(area.value())) / 1.959963984540054;
    assertThat(standardError / bootstrap).isBetween(0.95, 1.05);
  }

  @Test
  void about95Of100IntervalsHoldTheTrueArea() {
    Random random = new Random(95);
    double truth = new NormalDistribution().cumulativeProbability(1 / Math.sqrt(2));
    int held = 0;
    for (int study = 0; study < 2000; study++) {
      double[] positives = scores(random, 50, x -> x + 1);
      double[] negatives = scores(random, 50, x -> x);
      Estimate area = RocArea.of(positives, negatives).estimate();
      held += given(area.lower()) <= truth && truth <= given(area.upper()) ? 1 : 0;
    }

    assertThat(held / 2000.0).isBetween(0.93, 0.965);
  }

  @Test
  void withoutOverlapOrWithASinglePairTheIntervalIsAbsentRatherThanOfNoWidth() {
    assertThat(RocArea.of(new double[] {4, 3}, new double[] {1, 2}).estimate())
        .isEqualTo(new Estimate(1.0, null, null));
    assertThat(RocArea.of(new double[] {3}, new double[] {1, 4}).estimate())
        .isEqualTo(new Estimate(0.5, null, null));
  }

  @Test
  void aScoreComparedWithItselfDiffersByNothing() {
    RocArea area = RocArea.of(POSITIVES, NEGATIVES);

    assertThat(area.above(area)).isEqualTo(new Estimate(0.0, null, null));
    assertThat(area.sameAs(area)).isNaN();
  }

  @Test
  void pairsWithoutAScoreTieBelowAllOthers() {
    double none = Double.NEGATIVE_INFINITY;

    assertThat(RocArea.of(new double[] {none, 1}, new double[] {none, 0}).estimate().value())
        .isEqualTo((0.5 + 0 + 1 + 1) / 4);
  }

  private static double doubleLoop(double[] positives, double[] negatives) {
    return DoubleStream.of(positives).map(each -> won(each, negatives)).average().orElseThrow();
  }

  private static double won(double positive, double[] negatives) {
    return DoubleStream.of(negatives).map(each -> kernel(positive, each)).average().orElseThrow();
  }

  private static double kernel(double positive, double negative) {
    return positive > negative ? 1 : positive == negative ? 0.5 : 0;
  }

  private static double variance(double[] positives, double[] negatives) {
    return covariance(positives, negatives, positives, negatives);
  }

  private static double covariance(
      double[] positives, double[] negatives, double[] otherPositives, double[] otherNegatives) {
    double above =
        new Covariance()
            .covariance(
                components(positives, x -> won(x, negatives)),
                components(otherPositives, x -> won(x, otherNegatives)));
    double below =
        new Covariance()
            .covariance(
                components(negatives, y -> beaten(y, positives)),
                components(otherNegatives, y -> beaten(y, otherPositives)));
    return above / positives.length + below / negatives.length;
  }

  private static double beaten(double negative, double[] positives) {
    return DoubleStream.of(positives).map(each -> kernel(each, negative)).average().orElseThrow();
  }

  private static double[] components(double[] scores, DoubleUnaryOperator component) {
    return DoubleStream.of(scores).map(component).toArray();
  }

  private static double[] scores(Random random, int count, DoubleUnaryOperator of) {
    return DoubleStream.generate(random::nextGaussian).limit(count).map(of).toArray();
  }

  private static double[] noisy(Random random, double[] scores) {
    return DoubleStream.of(scores).map(score -> score + random.nextGaussian()).toArray();
  }

  private static double[] resample(Random random, double[] scores) {
    double[] drawn = new double[scores.length];
    Arrays.setAll(drawn, i -> scores[random.nextInt(scores.length)]);
    return drawn;
  }

  private static double given(@Nullable Double figure) {
    return Objects.requireNonNull(figure, "a figure is absent");
  }
}
