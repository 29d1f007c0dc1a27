package io.tocsin.scoring.prior;

import io.tocsin.scoring.check.Check;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What θ is fitted to: weighted points of n reports and E expected ones. Points with n = 0 are zero
 * cells, combinations of a drug and an event that no report names. Immutable.
 */
public final class FitData {
  private final long[] counts;
  private final double[] expected;
  private final double[] logExpected;
  private final long[] weights;
  private final int zeroPoints;
  private final long pairs;

  private FitData(Points points) {
    this.counts = points.counts;
    this.expected = points.expected;
    this.weights = points.weights;
    this.logExpected = Arrays.stream(expected).map(Math::log).toArray();
    int zeros = 0;
    long reported = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 0) {
        zeros++;
      } else {
        reported += weights[i];
      }
    }
    this.zeroPoints = zeros;
    this.pairs = reported;
  }

  /**
   * Points as they are; equal n need not stand together.
   *
   * @param counts n, from 0 (a zero cell) to 2³¹ − 1
   * @param expected E, above 0
   * @param weights how many combinations have this n and E, 1 or more
   * @throws IllegalArgumentException when a figure is out of range or the lengths differ
   */
  public static FitData of(long[] counts, double[] expected, long[] weights) {
    if (counts.length != expected.length || counts.length != weights.length) {
      throw new IllegalArgumentException(
          "points of a fit need as many counts (%d) as expected counts (%d) and weights (%d)"
              .formatted(counts.length, expected.length, weights.length));
    }
    Points points = new Points(counts.length);
    for (int i : byCount(counts)) {
      points.add(counts[i], expected[i], weights[i]);
    }
    return new FitData(points);
  }

  /** Raw pairs, each of weight 1. */
  public static FitData of(long[] counts, double[] expected) {
    long[] weights = new long[counts.length];
    Arrays.fill(weights, 1);
    return of(counts, expected, weights);
  }

  /** The pairs of a histogram, without zero cells. */
  public static FitData of(PairHistogram pairs) {
    return of(pairs, ZeroCells.NONE);
  }

  /** The pairs of a histogram and the zero cells. */
  public static FitData of(PairHistogram pairs, ZeroCells zeroCells) {
    Points points = new Points(zeroCells.cells().size() + pairs.bins());
    zeroCells.cells().forEach(cells -> points.add(0, cells.expected(), cells.weight()));
    pairs.forEach(points::add);
    return new FitData(points);
  }

  /** Indices in ascending order of the counts. */
  private static int[] byCount(long[] counts) {
    long[] keys = new long[counts.length];
    for (int i = 0; i < keys.length; i++) {
      if (counts[i] < 0 || counts[i] > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "point %d of a fit has %d reports, it must have 0 to %d"
                .formatted(i, counts[i], Integer.MAX_VALUE));
      }
      keys[i] = counts[i] << Integer.SIZE | i;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  /** How many pairs have a report: the weights of all points but the zero cells. */
  public long pairs() {
    return pairs;
  }

  /** How many points there are, zero cells among them. */
  public int points() {
    return counts.length;
  }

  /** Whether zero cells are among the points. */
  public boolean hasZeroCells() {
    return zeroPoints > 0;
  }

  /**
   * Data squashing (DuMouchel and Pregibon 2001): of the points with one count, each run of {@code
   * size} in ascending order of E becomes one point at their mean E, but for those of the largest
   * E.
   *
   * @param count n of the points to squash, 0 for zero cells
   * @param size how many points become one, 1 or more; the last may stand for fewer
   * @param keep how many of the largest E stay as they are, 0 or more
   */
  public FitData squashed(long count, int size, int keep) {
    Check.atLeast("the points that squashing makes one", size, 1);
    Check.atLeast("the points that squashing keeps", keep, 0);
    int[] ascending =
        IntStream.range(0, counts.length)
            .filter(i -> counts[i] == count)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> expected[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int squashed = Math.max(0, ascending.length - keep);
    Points points = new Points(counts.length - squashed + Math.ceilDiv(squashed, size));
    copy(points, i -> counts[i] < count);
    for (int from = 0; from < squashed; from += size) {
      addMean(points, Arrays.copyOfRange(ascending, from, Math.min(squashed, from + size)));
    }
    for (int i = squashed; i < ascending.length; i++) {
      points.add(count, expected[ascending[i]], weights[ascending[i]]);
    }
    copy(points, i -> counts[i] > count);
    return new FitData(points);
  }

  private void copy(Points points, IntPredicate which) {
    for (int i = 0; i < counts.length; i++) {
      if (which.test(i)) {
        points.add(counts[i], expected[i], weights[i]);
      }
    }
  }

  private void addMean(Points points, int[] run) {
    long weight = 0;
    double sum = 0;
    for (int i : run) {
      weight += weights[i];
      sum += weights[i] * expected[i];
    }
    points.add(counts[run[0]], sum / weight, weight);
  }

  /**
   * Nearly the same in far fewer points: E in logarithmic bins of this width, each at its mean
   * logarithm, and n to as many digits where it is not small.
   */
  FitData coarsened(double width) {
    LogBins bins = new LogBins(width);
    for (int i = 0; i < counts.length; i++) {
      bins.add(rounded(counts[i], width), expected[i], weights[i]);
    }
    Points points = new Points(bins.size());
    bins.forEach((n, position, value, weight) -> points.add(n, value, weight));
    return new FitData(points);
  }

  private static long rounded(long n, double width) {
    long step = Math.max(1, Long.highestOneBit((long) (n * width)));
    return n / step * step + step / 2;
  }

  /** The index of the first point with a report; zero cells come before it. */
  int firstReported() {
    return zeroPoints;
  }

  long count(int point) {
    return counts[point];
  }

  double expected(int point) {
    return expected[point];
  }

  double logExpected(int point) {
    return logExpected[point];
  }

  long weight(int point) {
    return weights[point];
  }

  /** Points in ascending order of n, while they are gathered. */
  private static final class Points {
    final long[] counts;
    final double[] expected;
    final long[] weights;
    private int size;

    Points(int size) {
      this.counts = new long[size];
      this.expected = new double[size];
      this.weights = new long[size];
    }

    void add(long n, double e, long weight) {
      Check.positive("the expected count of a point", e);
      Check.atLeast("the weight of a point", weight, 1);
      counts[size] = n;
      expected[size] = e;
      weights[size] = weight;
      size++;
    }
  }
}
