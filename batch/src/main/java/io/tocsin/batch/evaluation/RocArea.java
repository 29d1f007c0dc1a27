package io.tocsin.batch.evaluation;

import io.tocsin.schemas.signal.Estimate;
import java.util.Arrays;

/**
 * The area under the ROC curve: the probability that a positive pair is scored above a negative
 * one, ties counting ½ (Mann and Whitney 1947), with the variance of DeLong, DeLong and
 * Clarke-Pearson (1988).
 *
 * <p>Both rest on the placement of every pair: the share of the other class that lies below it.
 * Placements are looked up in the other class sorted, O(n log n) in all instead of all positives
 * times all negatives; Sun and Xu (2014) take the same counts as differences of midranks.
 */
final class RocArea {
  private final double value;
  private final double[] ofPositives;
  private final double[] ofNegatives;

  private RocArea(double value, double[] ofPositives, double[] ofNegatives) {
    this.value = value;
    this.ofPositives = ofPositives;
    this.ofNegatives = ofNegatives;
  }

  /** The area for the scores of one pair or more of each class; none may be NaN. */
  static RocArea of(double[] positives, double[] negatives) {
    double[] above = below(positives, negatives);
    double won = sum(above);
    double[] beaten = below(negatives, positives);
    for (int i = 0; i < above.length; i++) {
      above[i] /= negatives.length;
    }
    for (int i = 0; i < beaten.length; i++) {
      beaten[i] = 1 - beaten[i] / positives.length;
    }
    return new RocArea(won / ((double) positives.length * negatives.length), above, beaten);
  }

  /** For each score, how many of the others lie below it, equal ones counting ½. */
  private static double[] below(double[] scores, double[] others) {
    double[] sorted = others.clone();
    Arrays.sort(sorted);
    double[] counts = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      counts[i] =
          0.5 * firstFrom(sorted, scores[i], false) + 0.5 * firstFrom(sorted, scores[i], true);
    }
    return counts;
  }

  /** How many lie below the score, or up to it. */
  private static int firstFrom(double[] sorted, double score, boolean including) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score || (including && sorted[middle] == score)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The area with its 95 % interval, normal and cut at 0 and 1. The interval is absent when a class
   * has fewer than two pairs, and when no scores overlap: the variance is 0 then, which is no
   * certainty.
   */
  Estimate estimate() {
    return interval(value, covariance(this), 0, 1);
  }

  /**
   * How far this area lies above another of the same pairs, in the same order, with its 95 %
   * interval.
   */
  Estimate above(RocArea other) {
    return interval(value - other.value, varianceOfDifference(other), -1, 1);
  }

  /** Two-sided p of no difference between the two areas; NaN when it is undefined. */
  double sameAs(RocArea other) {
    double variance = varianceOfDifference(other);
    return variance > 0 ? Normal.twoSided((value - other.value) / Math.sqrt(variance)) : Double.NaN;
  }

  private double varianceOfDifference(RocArea other) {
    return covariance(this) + other.covariance(other) - 2 * covariance(other);
  }

  private double covariance(RocArea other) {
    return covariance(ofPositives, other.ofPositives) / ofPositives.length
        + covariance(ofNegatives, other.ofNegatives) / ofNegatives.length;
  }

  private static double covariance(double[] one, double[] other) {
    double meanOfOne = mean(one);
    double meanOfOther = mean(other);
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - meanOfOne) * (other[i] - meanOfOther);
    }
    return sum / (one.length - 1);
  }

  private static double mean(double[] values) {
    return sum(values) / values.length;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static Estimate interval(double value, double variance, double least, double greatest) {
    double half = variance > 0 ? Normal.Z_975 * Math.sqrt(variance) : Double.NaN;
    return Estimate.of(value, Math.max(least, value - half), Math.min(greatest, value + half));
  }
}
