package io.tocsin.scoring.sequential;

import io.tocsin.scoring.check.Check;

/**
 * The plan of a sequential test, made before the first report.
 *
 * @param upperLimit surveillance ends when the expected count reaches this; above 0, at most 1000
 * @param minEvents reports that a signal needs: 1 to 1000
 * @param alpha chance of a signal without an association, in (0, 1)
 */
public record SequentialThresholds(double upperLimit, int minEvents, double alpha) {
  private static final int GREATEST = 1000;

  /**
   * Refuses a plan that cannot be kept: when so many reports are improbable before the limit is
   * reached, even a test that rings at the first excess rings less often than alpha says.
   */
  public SequentialThresholds {
    Check.positive("sequential.upperLimit", upperLimit);
    Check.atLeast("sequential.minEvents", minEvents, 1);
    Check.unit("sequential.upperLimit / " + GREATEST, upperLimit / GREATEST);
    Check.unit("sequential.minEvents / " + GREATEST, (double) minEvents / GREATEST);
    Check.positive("sequential.alpha", alpha);
    Check.positive("1 − sequential.alpha", 1 - alpha);
    double most = new CrossingChance(upperLimit, minEvents).of(0);
    if (most <= alpha) {
      throw new IllegalArgumentException(
          ("scoring: sequential.alpha is %s, but %d reports before %s are expected have a chance of"
                  + " %.3g only; it must be below that, or fewer reports asked for")
              .formatted(alpha, minEvents, upperLimit, most));
    }
  }
}
