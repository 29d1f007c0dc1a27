package io.tocsin.scoring.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PairHistogramTest {
  private record Pair(long n, double expected) {}

  private record Bin(long n, double expected, long weight) {}

  @Test
  void aPairIsShownWithItsExactCountAndNearlyItsExpectedCount() {
    PairHistogram pairs = new PairHistogram();
    for (double expected : new double[] {1e-9, 0.03, 1, 17.5, 1e6}) {
      pairs.add(3, expected, 1);
    }
    pairs.add(1_000_000, 0.5, 2);
    assertThat(pairs.pairs()).isEqualTo(7);
    assertThat(pairs.bins()).isEqualTo(6);
    assertThat(bins(pairs)).last().extracting(Bin::n, Bin::weight).containsExactly(1_000_000L, 2L);
    assertThat(bins(pairs).get(3).expected()).isCloseTo(17.5, Percentage.withPercentage(1e-6));
  }

  @Test
  void pairsOfOneBinAreShownAtTheMeanLogarithmOfTheirExpectedCounts() {
    PairHistogram pairs = new PairHistogram();
    pairs.add(1, 2.0001, 3);
    pairs.add(1, 2.0061, 1);
    double mean = Math.exp((3 * Math.log(2.0001) + Math.log(2.0061)) / 4);
    assertThat(bins(pairs)).hasSize(1);
    assertThat(bins(pairs).getFirst().expected()).isCloseTo(mean, Percentage.withPercentage(1e-6));
  }

  @Test
  void whatWasAddedIsTakenAwayWithoutATrace() {
    List<Pair> all = randomPairs(5_000, 1);
    PairHistogram kept = histogram(all.subList(0, 2_000));
    PairHistogram pairs = histogram(all);
    for (Pair pair : all.subList(2_000, 5_000)) {
      pairs.add(pair.n(), pair.expected(), -1);
    }
    assertThat(bins(pairs)).isEqualTo(bins(kept));
    assertThat(pairs.pairs()).isEqualTo(2_000);
    for (Pair pair : all.subList(0, 2_000)) {
      pairs.add(pair.n(), pair.expected(), -1);
    }
    assertThat(pairs.bins()).isZero();
    assertThat(pairs.pairs()).isZero();
  }

  @Test
  void theOrderOfAdditionsAndMergesDoesNotMatter() {
    List<Pair> all = randomPairs(5_000, 2);
    PairHistogram inOrder = histogram(all);
    List<Pair> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(3));
    PairHistogram merged = histogram(shuffled.subList(0, 700));
    merged.merge(histogram(shuffled.subList(700, 4_000)));
    merged.merge(histogram(shuffled.subList(4_000, 5_000)));
    assertThat(bins(merged)).isEqualTo(bins(inOrder));
    assertThat(merged.pairs()).isEqualTo(5_000);
  }

  @Test
  void aHistogramReadFromItsOwnBinsHasTheSameBins() {
    PairHistogram pairs = histogram(randomPairs(5_000, 4));
    PairHistogram read = new PairHistogram();
    pairs.forEach(read::add);
    assertThat(bins(read)).isEqualTo(bins(pairs));
  }

  @Test
  void aPairWithoutReportsOrWithoutAnExpectedCountIsRefused() {
    PairHistogram pairs = new PairHistogram();
    assertThatThrownBy(() -> pairs.add(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a pair has 0 reports");
    assertThatThrownBy(() -> pairs.add(1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the expected count of a pair is 0.0");
    assertThatThrownBy(() -> pairs.add(1, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(pairs.pairs()).isZero();
  }

  private static List<Pair> randomPairs(int size, long seed) {
    Random random = new Random(seed);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      long n = (long) Math.pow(10, 3 * random.nextDouble());
      pairs.add(new Pair(n, Math.pow(10, 4 * random.nextDouble() - 3)));
    }
    return pairs;
  }

  private static PairHistogram histogram(List<Pair> pairs) {
    PairHistogram histogram = new PairHistogram();
    pairs.forEach(pair -> histogram.add(pair.n(), pair.expected(), 1));
    return histogram;
  }

  private static List<Bin> bins(PairHistogram pairs) {
    List<Bin> bins = new ArrayList<>();
    pairs.forEach((n, expected, weight) -> bins.add(new Bin(n, expected, weight)));
    return bins;
  }
}
