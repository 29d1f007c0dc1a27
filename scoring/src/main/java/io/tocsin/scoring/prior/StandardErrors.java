package io.tocsin.scoring.prior;

import io.tocsin.scoring.Prior;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * Standard errors of θ from the observed information at the maximum of its likelihood, where those
 * of the axes it is fitted on only need to be multiplied by the slope of each parameter.
 */
final class StandardErrors {
  /** An information less than this part of the greatest is taken for none. */
  private static final double FLAT = 1e-12;

  private StandardErrors() {}

  /** Of alpha1, beta1, alpha2, beta2 and p; empty when the information is not positive definite. */
  static List<Double> of(Prior prior, Newton.Result optimum) {
    return optimum
        .evaluation()
        .axes()
        .filter(StandardErrors::isMaximum)
        .map(hessian -> of(prior, hessian.getSolver().getInverse().scalarMultiply(-1)))
        .orElse(List.of());
  }

  /** The eigenvalues are in descending order. */
  private static boolean isMaximum(EigenDecompositionSymmetric hessian) {
    return hessian.getEigenvalue(0) < FLAT * hessian.getEigenvalue(Theta.PARAMETERS - 1);
  }

  private static List<Double> of(Prior prior, RealMatrix covariance) {
    double[] perAxis = {
      prior.alpha1(), prior.beta1(), prior.alpha2(), prior.beta2(), prior.p() * (1 - prior.p())
    };
    return IntStream.range(0, Theta.PARAMETERS)
        .mapToObj(i -> perAxis[i] * Math.sqrt(covariance.getEntry(i, i)))
        .toList();
  }
}
