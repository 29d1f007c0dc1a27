package io.tocsin.scoring.prior;

import io.tocsin.scoring.check.Check;
import java.util.ArrayList;
import java.util.List;

/**
 * The combinations of a drug and an event that no report names, by their expected count, without
 * looking at each: the convolution of the two margins' logarithmic histograms, less the pairs that
 * have a report.
 */
public final class ZeroCells {
  /** No combination is without a report, or it is not known which are. */
  public static final ZeroCells NONE = new ZeroCells(List.of());

  private final List<Cells> cells;

  private ZeroCells(List<Cells> cells) {
    this.cells = List.copyOf(cells);
  }

  /** {@code weight} combinations with about {@code expected} expected reports. */
  record Cells(double expected, long weight) {}

  /**
   * The zero cells of a database.
   *
   * @param drugs by the reports that name them
   * @param events by the reports that name them
   * @param reports N, 1 or more
   * @param pairs with a report, their E from the margins (not stratified)
   */
  public static ZeroCells of(
      MarginHistogram drugs, MarginHistogram events, long reports, PairHistogram pairs) {
    Check.atLeast("the reports of the database", reports, 1);
    if (drugs.size() <= 0 || events.size() <= 0) {
      return NONE;
    }
    return new ZeroCells(new Convolution(drugs.bins(), events.bins(), reports).less(pairs));
  }

  /** How many combinations these are. */
  public long size() {
    return cells.stream().mapToLong(Cells::weight).sum();
  }

  List<Cells> cells() {
    return cells;
  }

  /** Weight and mean position of each bin of the products of two margins, divided by N. */
  private static final class Convolution {
    private final LogBins axis = new LogBins(LogBins.ONE_PERCENT);
    private final int firstBin;
    private final long[] weights;
    private final double[] fractions;

    Convolution(LogBins drugs, LogBins events, long reports) {
      List<long[]> drug = positionsAndWeights(drugs);
      List<long[]> event = positionsAndWeights(events);
      long divisor = axis.position((double) reports);
      this.firstBin = LogBins.binOf(drug.getFirst()[0] + event.getFirst()[0] - divisor);
      int lastBin = LogBins.binOf(drug.getLast()[0] + event.getLast()[0] - divisor);
      this.weights = new long[lastBin - firstBin + 1];
      this.fractions = new double[weights.length];
      for (long[] d : drug) {
        for (long[] e : event) {
          add(d[0] + e[0] - divisor, d[1] * e[1]);
        }
      }
    }

    private static List<long[]> positionsAndWeights(LogBins margin) {
      List<long[]> bins = new ArrayList<>();
      margin.forEach((number, position, value, weight) -> bins.add(new long[] {position, weight}));
      return bins;
    }

    private void add(long position, long weight) {
      int bin = index(position);
      weights[bin] += weight;
      fractions[bin] += (double) weight * LogBins.fractionOf(position);
    }

    private int index(long position) {
      return Math.clamp(LogBins.binOf(position) - (long) firstBin, 0, weights.length - 1);
    }

    List<Cells> less(PairHistogram pairs) {
      long[] left = weights.clone();
      pairs.forEach((n, expected, weight) -> left[index(axis.position(expected))] -= weight);
      settle(left);
      List<Cells> cells = new ArrayList<>();
      for (int i = 0; i < left.length; i++) {
        if (left[i] > 0) {
          cells.add(new Cells(axis.value(meanPosition(i)), left[i]));
        }
      }
      return cells;
    }

    /**
     * A pair may lie in a bin beside the one that its margins' product fell into: a bin with more
     * pairs than products takes the missing ones from the nearest that has some left.
     */
    private static void settle(long[] left) {
      for (int i = 0; i < left.length; i++) {
        for (int distance = 1; left[i] < 0 && distance < left.length; distance++) {
          take(left, i, i - distance);
          take(left, i, i + distance);
        }
      }
    }

    private static void take(long[] left, int to, int from) {
      if (from >= 0 && from < left.length && left[from] > 0 && left[to] < 0) {
        long taken = Math.min(left[from], -left[to]);
        left[from] -= taken;
        left[to] += taken;
      }
    }

    private long meanPosition(int bin) {
      double fraction = weights[bin] == 0 ? 0.5 : fractions[bin] / weights[bin];
      return LogBins.positionOf(firstBin + bin, fraction);
    }
  }
}
