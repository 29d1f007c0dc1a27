package io.tocsin.scoring.prior;

import java.util.Arrays;
import org.hipparchus.linear.MatrixUtils;

/**
 * A weighted sum of ln(P·f₁ + (1 − P)·f₂) over points, with the gradient and the Hessian.
 *
 * <p>With w the posterior weight of the first component and sₖ the gradient of the logarithm of
 * component k with its share, the gradient of one term is w·s₁ + (1 − w)·s₂, and its Hessian the
 * same mean of the components' Hessians plus w·(1 − w)·(s₁ − s₂)(s₁ − s₂)ᵀ.
 */
final class MixtureSum {
  /**
   * What is smaller than this part of the largest second derivative is none: such crumbs keep the
   * eigendecomposition from converging.
   */
  private static final double LOST_IN_ROUNDING = 1e-17;

  private final double p;
  private final double logP;
  private final double logRest;
  private final Component first;
  private final Component second;
  private final double[] gradient = new double[Theta.PARAMETERS];
  private final double[][] hessian = new double[Theta.PARAMETERS][Theta.PARAMETERS];
  private double value;

  MixtureSum(Theta theta, Component first, Component second) {
    this.p = theta.p();
    this.logP = -Math.log1p(Math.exp(-theta.logit()));
    this.logRest = -Math.log1p(Math.exp(theta.logit()));
    this.first = first;
    this.second = second;
  }

  /** Adds the point that the components hold. */
  void add(double weight) {
    double one = first.log + logP;
    double two = second.log + logRest;
    double lesser = Math.exp(-Math.abs(one - two));
    value += weight * (Math.max(one, two) + Math.log1p(lesser));
    addDerivatives(weight, one > two ? 1 / (1 + lesser) : lesser / (1 + lesser));
  }

  private void addDerivatives(double weight, double w) {
    double w1 = weight * w;
    double w2 = weight * (1 - w);
    double between = w1 * (1 - w);
    double[] g = gradient;
    g[0] += w1 * first.byA;
    g[1] += w1 * first.byB;
    g[2] += w2 * second.byA;
    g[3] += w2 * second.byB;
    g[4] += weight * (w - p);
    double a1 = between * first.byA;
    double b1 = between * first.byB;
    double a2 = between * second.byA;
    double b2 = between * second.byB;
    double[][] h = hessian;
    h[0][0] += w1 * first.byAa + a1 * first.byA;
    h[1][0] += w1 * first.byAb + a1 * first.byB;
    h[1][1] += w1 * first.byBb + b1 * first.byB;
    h[2][0] -= a1 * second.byA;
    h[2][1] -= b1 * second.byA;
    h[2][2] += w2 * second.byAa + a2 * second.byA;
    h[3][0] -= a1 * second.byB;
    h[3][1] -= b1 * second.byB;
    h[3][2] += w2 * second.byAb + a2 * second.byB;
    h[3][3] += w2 * second.byBb + b2 * second.byB;
    h[4][0] += a1;
    h[4][1] += b1;
    h[4][2] -= a2;
    h[4][3] -= b2;
    h[4][4] += between - weight * p * (1 - p);
  }

  Newton.Evaluation evaluation() {
    double lost = LOST_IN_ROUNDING * largest();
    for (int i = 0; i < Theta.PARAMETERS; i++) {
      for (int j = 0; j <= i; j++) {
        hessian[i][j] = Math.abs(hessian[i][j]) < lost ? 0 : hessian[i][j];
        hessian[j][i] = hessian[i][j];
      }
    }
    return new Newton.Evaluation(
        value, MatrixUtils.createRealVector(gradient), MatrixUtils.createRealMatrix(hessian));
  }

  private double largest() {
    return Arrays.stream(hessian).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
  }
}
