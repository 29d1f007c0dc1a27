package io.tocsin.scoring.prior;

import io.tocsin.scoring.check.Check;
import java.util.ArrayList;
import java.util.List;

/**
 * The combinations of a drug and an event that no report names, by their expected count, without
 * looking at each: the convolution of the two margins' histograms, less the pairs that have a
 * report.
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
    return new ZeroCells(new Convolution(drugs, events, reports).less(pairs));
  }

  /** How many combinations these are. */
  public long size() {
    return cells.stream().mapToLong(Cells::weight).sum();
  }

  List<Cells> cells() {
    return cells;
  }

  /** How many combinations lie in each bin of E, and where in it. */
  private static final class Convolution {
    private final LogBins axis = new LogBins(LogBins.ONE_PERCENT);
    private final int firstBin;
    private final long[] weights;
    private final double[] fractions;

    Convolution(MarginHistogram drugs, MarginHistogram events, long reports) {
      List<Margin> drug = margins(drugs);
      List<Margin> event = margins(events);
      long divisor = axis.position((double) reports);
      this.firstBin = LogBins.binOf(drug.getFirst().position + event.getFirst().position - divisor);
      int lastBin = LogBins.binOf(drug.getLast().position + event.getLast().position - divisor);
      this.weights = new long[lastBin - firstBin + 1];
      this.fractions = new double[weights.length];
      for (Margin d : drug) {
        for (Margin e : event) {
          add(d.position + e.position - divisor, d.weight * e.weight);
        }
      }
    }

    private record Margin(long position, long weight) {}

    private List<Margin> margins(MarginHistogram histogram) {
      return histogram.sizes().entrySet().stream()
          .map(size -> new Margin(axis.position((double) size.getKey()), size.getValue()))
          .toList();
    }

    private void add(long position, long weight) {
      int bin = Math.clamp(LogBins.binOf(position) - (long) firstBin, 0, weights.length - 1);
      weights[bin] += weight;
      fractions[bin] += (double) weight * LogBins.fractionOf(position);
    }

    List<Cells> less(PairHistogram pairs) {
      pairs.forEach((n, expected, weight) -> add(axis.position(expected), -weight));
      settle(weights);
      List<Cells> cells = new ArrayList<>();
      for (int i = 0; i < weights.length; i++) {
        if (weights[i] > 0) {
          double expected = axis.value(LogBins.positionOf(firstBin + i, fractions[i] / weights[i]));
          cells.add(new Cells(expected, weights[i]));
        }
      }
      return cells;
    }

    /**
     * A pair may lie in a bin beside the one of its margins' product, as when the margins moved
     * since it was added: a bin with more pairs than products takes the missing ones from the
     * nearest that has some left.
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
  }
}
