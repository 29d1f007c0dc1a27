package io.tocsin.scoring;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * The frequentist measures of disproportionate reporting, with a, b, c, d the cells of the table.
 *
 * <p>Zero cells are defined: a ratio n/0 with n above 0 is infinite and 0/0 undefined, both are
 * absent from an {@link Estimate}, and so is an interval whose standard error is not finite.
 */
public final class Disproportionality {
  private static final double Z_975 = 1.959963984540054;

  private Disproportionality() {}

  /**
   * The proportional reporting ratio (a/(a+b)) / (c/(c+d)) with its 95 % confidence interval, s² =
   * 1/a − 1/(a+b) + 1/c − 1/(c+d) (Evans 2001).
   */
  public static Estimate prr(ContingencyTable table) {
    double without = (double) table.n01() + table.n00();
    double variance =
        1.0 / table.n11() - 1.0 / table.drugMargin() + 1.0 / table.n01() - 1.0 / without;
    return logNormal(prrValue(table), variance);
  }

  /**
   * The reporting odds ratio ad/(bc) with its 95 % confidence interval, s² = 1/a + 1/b + 1/c + 1/d
   * (Rothman 2004).
   */
  public static Estimate ror(ContingencyTable table) {
    double variance = 1.0 / table.n11() + 1.0 / table.n10() + 1.0 / table.n01() + 1.0 / table.n00();
    return logNormal(rorValue(table), variance);
  }

  /**
   * χ² of independence with the correction of Yates, which takes at most ½ from each |observed −
   * expected|; absent when a margin is empty.
   */
  public static @Nullable Double chiSquared(ContingencyTable table) {
    double total = table.total();
    double drug = table.drugMargin();
    double event = table.eventMargin();
    double margins = drug * event * (total - drug) * (total - event);
    if (margins == 0) {
      return null;
    }
    double difference = Math.abs(determinant(table)) / total;
    double corrected = Math.max(0, difference - 0.5);
    return corrected * corrected * total * (total * total / margins);
  }

  /** The mean of PRR and ROR: infinite when either is, 0 when either is undefined; never absent. */
  static double strength(ContingencyTable table) {
    double mean = (prrValue(table) + rorValue(table)) / 2;
    return Double.isNaN(mean) ? 0 : mean;
  }

  private static double prrValue(ContingencyTable table) {
    double without = (double) table.n01() + table.n00();
    return (table.n11() * without) / ((double) table.n01() * table.drugMargin());
  }

  private static double rorValue(ContingencyTable table) {
    return ((double) table.n11() * table.n00()) / ((double) table.n10() * table.n01());
  }

  /** ad − bc to double precision (Kahan). */
  private static double determinant(ContingencyTable table) {
    double drugOnly = table.n10();
    double eventOnly = table.n01();
    double product = drugOnly * eventOnly;
    double error = Math.fma(-drugOnly, eventOnly, product);
    return Math.fma((double) table.n11(), (double) table.n00(), -product) + error;
  }

  private static Estimate logNormal(double value, double variance) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY && variance < Double.POSITIVE_INFINITY)) {
      return Estimate.of(value, Double.NaN, Double.NaN);
    }
    double factor = Math.exp(Z_975 * Math.sqrt(Math.max(0, variance)));
    return Estimate.of(value, value / factor, value * factor);
  }
}
