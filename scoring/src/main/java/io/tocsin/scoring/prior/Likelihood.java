package io.tocsin.scoring.prior;

import org.hipparchus.linear.RealVector;

/**
 * The log-likelihood of θ and its first two derivatives on the axes of {@link Theta}: of all points
 * (DuMouchel 1999, equation 12), or of those with a report, each component given that it has one
 * (DuMouchel and Pregibon 2001, N* = 1). In the latter P is the first component's share of the
 * pairs with a report, as in the reference implementation.
 */
final class Likelihood implements Newton.Objective {
  private final FitData data;
  private final boolean truncated;

  private Likelihood(FitData data, boolean truncated) {
    this.data = data;
    this.truncated = truncated;
  }

  /** Of the pairs with a report, given that they have one. */
  static Likelihood truncated(FitData data) {
    return new Likelihood(data, true);
  }

  /** Of all points, the zero cells among them. */
  static Likelihood zeroIncluding(FitData data) {
    return new Likelihood(data, false);
  }

  @Override
  public Newton.Evaluation at(RealVector axes) {
    Theta theta = Theta.at(axes);
    Component first = new Component(theta.logAlpha1(), theta.logBeta1());
    Component second = new Component(theta.logAlpha2(), theta.logBeta2());
    MixtureSum sum = new MixtureSum(theta, first, second);
    long n = -1;
    for (int i = truncated ? data.firstReported() : 0; i < data.points(); i++) {
      if (data.count(i) != n) {
        n = data.count(i);
        first.count(n);
        second.count(n);
      }
      first.density(data.expected(i), data.logExpected(i));
      second.density(data.expected(i), data.logExpected(i));
      if (truncated) {
        first.givenReported();
        second.givenReported();
      }
      sum.add((double) data.weight(i));
    }
    return sum.evaluation();
  }
}
