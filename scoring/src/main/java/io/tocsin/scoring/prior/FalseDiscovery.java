package io.tocsin.scoring.prior;

import io.tocsin.scoring.PoissonTail;
import io.tocsin.scoring.check.Check;

/**
 * The step-up bound of Benjamini and Hochberg (1995): of m tests, those with a p of at most the
 * largest p ≤ rate·rank/m are significant, and of them no more than {@code rate} are expected to be
 * false.
 */
public final class FalseDiscovery {
  private FalseDiscovery() {}

  /**
   * The largest significant p; 0 when none is.
   *
   * @param p of the tests, in [0, 1], in any order
   * @param weights how many tests each p stands for, 0 or more
   * @param tests m: all tests, those not listed too, whose p is taken for 1
   * @param rate the false discovery rate to hold, in [0, 1]
   * @throws IllegalArgumentException when a figure is out of range, the lengths differ, or more
   *     tests are listed than there are
   */
  public static double bound(double[] p, long[] weights, long tests, double rate) {
    Check.unit("the false discovery rate", rate);
    Check.unit("a p", p);
    if (p.length != weights.length) {
      throw new IllegalArgumentException(
          "%d values of p have %d weights, each needs one".formatted(p.length, weights.length));
    }
    Check.atLeast("the tests of a false discovery rate", tests, weightUpTo(1, p, weights));
    double threshold = rate;
    long rank = weightUpTo(threshold, p, weights);
    while (rank > 0 && rate * rank / tests < threshold) {
      threshold = rate * rank / tests;
      rank = weightUpTo(threshold, p, weights);
    }
    return largestUpTo(threshold, p, weights);
  }

  /**
   * The same over the pairs of a histogram, by the Poisson tail of each at its bin's E: a pair may
   * lie on the wrong side of the bound by what half a bin of E means for its p.
   *
   * @param combinations of a drug and an event, those that no report names too: that none does is a
   *     result as well, and leaving them out would call far too much significant
   */
  public static double bound(PairHistogram pairs, long combinations, double rate) {
    double[] p = new double[pairs.bins()];
    long[] weights = new long[p.length];
    int[] next = {0};
    pairs.forEach(
        (n, expected, weight) -> {
          p[next[0]] = PoissonTail.upper(n, expected);
          weights[next[0]] = weight;
          next[0]++;
        });
    return bound(p, weights, combinations, rate);
  }

  private static long weightUpTo(double threshold, double[] p, long[] weights) {
    long sum = 0;
    for (int i = 0; i < p.length; i++) {
      if (p[i] <= threshold) {
        sum += weights[i];
      }
    }
    return sum;
  }

  private static double largestUpTo(double threshold, double[] p, long[] weights) {
    double largest = 0;
    for (int i = 0; i < p.length; i++) {
      if (weights[i] > 0 && p[i] <= threshold) {
        largest = Math.max(largest, p[i]);
      }
    }
    return largest;
  }
}
