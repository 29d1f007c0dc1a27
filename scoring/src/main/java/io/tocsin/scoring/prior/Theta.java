package io.tocsin.scoring.prior;

import io.tocsin.scoring.Prior;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealVector;

/** θ on the axes it is fitted on, where every real number is allowed. */
record Theta(double logAlpha1, double logBeta1, double logAlpha2, double logBeta2, double logit) {
  static final int PARAMETERS = 5;
  private static final double LARGEST_LOGIT = 11;

  /** A weight of 0 or 1 is taken for one just inside. */
  static Theta of(Prior prior) {
    double logit = Math.log(prior.p()) - Math.log1p(-prior.p());
    return new Theta(
        Math.log(prior.alpha1()),
        Math.log(prior.beta1()),
        Math.log(prior.alpha2()),
        Math.log(prior.beta2()),
        Math.clamp(logit, -LARGEST_LOGIT, LARGEST_LOGIT));
  }

  static Theta at(RealVector axes) {
    return new Theta(
        axes.getEntry(0), axes.getEntry(1), axes.getEntry(2), axes.getEntry(3), axes.getEntry(4));
  }

  RealVector axes() {
    return new ArrayRealVector(
        new double[] {logAlpha1, logBeta1, logAlpha2, logBeta2, logit}, false);
  }

  /** The weight of the first component. */
  double p() {
    return 1 / (1 + Math.exp(-logit));
  }

  /** The same distribution, its first component the one of the greater mean. */
  Theta ordered() {
    return logAlpha1 - logBeta1 >= logAlpha2 - logBeta2
        ? this
        : new Theta(logAlpha2, logBeta2, logAlpha1, logBeta1, -logit);
  }

  Prior prior(String version) {
    return new Prior(
        version,
        Math.exp(logAlpha1),
        Math.exp(logBeta1),
        Math.exp(logAlpha2),
        Math.exp(logBeta2),
        p());
  }
}
