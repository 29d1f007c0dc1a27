package io.tocsin.scoring.prior;

import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Newton's method for a maximum, in the axes of the Hessian: along each it goes uphill whatever the
 * curvature's sign, by no more than a radius of trust that grows and shrinks with how well the
 * quadratic model foretold the last step (Nocedal and Wright 2006, chapters 3 and 4).
 */
final class Newton {
  private static final int MAX_STEPS = 200;
  private static final double FIRST_RADIUS = 1;
  private static final double LARGEST_RADIUS = 4;
  private static final double SMALLEST_RADIUS = 1e-10;

  /** Where a coordinate is further out than this, the search has run away. */
  private static final double REACH = 12;

  /**
   * No step is taken that promises less than this, or less than the objective's rounding errors.
   */
  private static final double WORTHWHILE = 1e-10;

  private static final double ROUNDING = 1e-13;

  private Newton() {}

  /** A smooth function to maximise. */
  @FunctionalInterface
  interface Objective {
    Evaluation at(RealVector point);
  }

  /** The objective at a point. */
  record Evaluation(double value, RealVector gradient, RealMatrix hessian) {

    /** Whether a step can be taken from here. */
    boolean isFinite() {
      return Double.isFinite(value)
          && Double.isFinite(gradient.getL1Norm())
          && Double.isFinite(hessian.getFrobeniusNorm());
    }
  }

  /**
   * Where the search ended.
   *
   * @param converged when no step promises to gain anything
   */
  record Result(RealVector point, Evaluation evaluation, boolean converged, int steps) {
    double value() {
      return evaluation.value();
    }
  }

  private record Step(RealVector move, double promised) {}

  /** Searches uphill; a place whose Hessian has no axes in double precision ends the search. */
  static Result maximise(Objective objective, RealVector start) {
    RealVector point = start;
    Evaluation here = objective.at(point);
    double radius = FIRST_RADIUS;
    int steps = 0;
    while (steps < MAX_STEPS
        && radius > SMALLEST_RADIUS
        && isWithinReach(point)
        && here.isFinite()) {
      Step step;
      try {
        step = step(here, radius);
      } catch (MathIllegalStateException e) {
        return new Result(point, here, false, steps);
      }
      double rounding = ROUNDING * Math.abs(here.value);
      if (step.promised <= Math.max(WORTHWHILE, rounding)) {
        return new Result(point, here, true, steps);
      }
      RealVector next = point.add(step.move);
      Evaluation there = objective.at(next);
      double gained = there.value - here.value;
      boolean better = gained > -rounding && there.isFinite();
      radius = nextRadius(radius, better ? gained / step.promised : 0);
      if (better) {
        point = next;
        here = there;
      }
      steps++;
    }
    return new Result(point, here, false, steps);
  }

  private static boolean isWithinReach(RealVector point) {
    return point.getLInfNorm() <= REACH;
  }

  private static double nextRadius(double radius, double keptOfPromise) {
    if (keptOfPromise < 0.25) {
      return radius / 4;
    }
    return keptOfPromise > 0.75 ? Math.min(LARGEST_RADIUS, radius * 2) : radius;
  }

  private static Step step(Evaluation here, double radius) {
    EigenDecompositionSymmetric axes = new EigenDecompositionSymmetric(here.hessian);
    RealVector move = new ArrayRealVector(here.gradient.getDimension());
    double promised = 0;
    for (int i = 0; i < move.getDimension(); i++) {
      RealVector axis = axes.getEigenvector(i);
      double slope = axis.dotProduct(here.gradient);
      double curvature = axes.getEigenvalue(i);
      double length = curvature == 0 ? radius : Math.min(radius, Math.abs(slope / curvature));
      promised += length * (Math.abs(slope) + 0.5 * Math.min(0, curvature) * length);
      move.combineToSelf(1, Math.copySign(length, slope), axis);
    }
    return new Step(move, promised);
  }
}
