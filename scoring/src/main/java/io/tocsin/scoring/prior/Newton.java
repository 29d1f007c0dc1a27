package io.tocsin.scoring.prior;

import java.util.Optional;
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

  /** A step that promises less than this, or less than the rounding errors, is the last. */
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

    /** The axes of the Hessian; empty where it has none in double precision. */
    Optional<EigenDecompositionSymmetric> axes() {
      if (!isFinite()) {
        return Optional.empty();
      }
      try {
        return Optional.of(new EigenDecompositionSymmetric(hessian));
      } catch (MathIllegalStateException e) {
        return Optional.empty();
      }
    }

    private boolean isFinite() {
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
    boolean converged = false;
    while (!converged && steps < MAX_STEPS && radius > SMALLEST_RADIUS && isWithinReach(point)) {
      Optional<Step> step = step(here, radius);
      if (step.isEmpty()) {
        break;
      }
      double promised = step.get().promised;
      double rounding = ROUNDING * Math.abs(here.value);
      converged = promised <= Math.max(WORTHWHILE, rounding);
      RealVector next = point.add(step.get().move);
      Evaluation there = objective.at(next);
      double gained = there.value - here.value;
      boolean better = gained > -rounding && there.isFinite();
      radius = nextRadius(radius, better ? gained / promised : 0);
      if (better) {
        point = next;
        here = there;
      }
      steps++;
    }
    return new Result(point, here, converged, steps);
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

  private static Optional<Step> step(Evaluation here, double radius) {
    return here.axes().map(axes -> step(here.gradient, axes, radius));
  }

  private static Step step(RealVector gradient, EigenDecompositionSymmetric axes, double radius) {
    RealVector move = new ArrayRealVector(gradient.getDimension());
    double promised = 0;
    for (int i = 0; i < move.getDimension(); i++) {
      RealVector axis = axes.getEigenvector(i);
      double slope = axis.dotProduct(gradient);
      double curvature = axes.getEigenvalue(i);
      double length = curvature == 0 ? radius : Math.min(radius, Math.abs(slope / curvature));
      promised += length * (Math.abs(slope) + 0.5 * Math.min(0, curvature) * length);
      move.combineToSelf(1, Math.copySign(length, slope), axis);
    }
    return new Step(move, promised);
  }
}
