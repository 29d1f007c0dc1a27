package io.tocsin.scoring.sequential;

import io.tocsin.scoring.gamma.UnitGamma;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * The chance that a Poisson process of rate 1 ever reaches the boundary of a sequential test before
 * its time is up, computed exactly.
 *
 * <p>The n-th report signals when it comes no later than the time at which n reports have the
 * critical log likelihood ratio. Between the times of n − 1 and of n reports the process must
 * therefore stay below n, and it only grows: so it is enough to know its distribution at these
 * times, each a convolution of the one before with a Poisson distribution.
 */
final class CrossingChance {
  private static final int MAX_EVALUATIONS = 200;
  private static final int MAX_STEPS = 100;
  private static final double ROUNDING = 1e-15;
  private static final double NEGLIGIBLE = 1e-18;

  private final double end;
  private final int minEvents;

  /**
   * For a process.
   *
   * @param end its time, which is also the count expected by then
   * @param minEvents how many reports a signal needs
   */
  CrossingChance(double end, int minEvents) {
    this.end = end;
    this.minEvents = minEvents;
  }

  /** The critical value with this chance, which must be less than that of critical value 0. */
  double boundaryOf(double chance) {
    double high = 1;
    while (of(high) > chance) {
      high *= 2;
    }
    BrentSolver solver = new BrentSolver(1e-12, 1e-12);
    return solver.solve(MAX_EVALUATIONS, value -> of(value) - chance, 0, high);
  }

  /** The chance that the log likelihood ratio ever reaches the value, 0 or more. */
  double of(double criticalValue) {
    double time = timeOf(minEvents, criticalValue);
    if (time >= end) {
      return new UnitGamma(minEvents).lower(end);
    }
    double[] state = poisson(time, minEvents);
    for (int n = minEvents + 1; time < end; n++) {
      double next = Math.min(end, timeOf(n, criticalValue));
      state = convolve(state, poisson(next - time, n), n);
      time = next;
    }
    double below = 0;
    for (double probability : state) {
      below += probability;
    }
    return 1 - below;
  }

  /**
   * The time until which n reports reach the critical value: with u = ln(time/n) below 0, e^u − 1 −
   * u = criticalValue/n, solved by Newton's method, which comes nearer from one side only.
   */
  private static double timeOf(int n, double criticalValue) {
    double excess = criticalValue / n;
    if (excess == 0) {
      return n;
    }
    double u = -1 - excess;
    double step = Double.POSITIVE_INFINITY;
    for (int i = 0; step > ROUNDING * -u && i < MAX_STEPS; i++) {
      step = (Math.expm1(u) - u - excess) / -Math.expm1(u);
      u += Math.max(0, step);
    }
    return n * Math.exp(u);
  }

  /** Probabilities of 0 to size − 1 events. */
  private static double[] poisson(double mean, int size) {
    double[] probabilities = new double[size];
    probabilities[0] = Math.exp(-mean);
    for (int k = 1; k < size; k++) {
      probabilities[k] = probabilities[k - 1] * mean / k;
    }
    return probabilities;
  }

  /** The distribution of the sum, as far as it is below {@code size}. */
  private static double[] convolve(double[] state, double[] increment, int size) {
    int last = size - 1;
    while (last > 0 && increment[last] < NEGLIGIBLE) {
      last--;
    }
    double[] sum = new double[size];
    for (int i = 0; i < state.length; i++) {
      for (int k = 0; k <= last && i + k < size; k++) {
        sum[i + k] += state[i] * increment[k];
      }
    }
    return sum;
  }
}
