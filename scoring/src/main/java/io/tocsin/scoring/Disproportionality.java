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
    MutableEstimate prr = new MutableEstimate();
    prr(table.n11(), table.drugMargin(), table.eventMargin(), table.total(), prr);
    return prr.toEstimate();
  }

  /**
   * The reporting odds ratio ad/(bc) with its 95 % confidence interval, s² = 1/a + 1/b + 1/c + 1/d
   * (Rothman 2004).
   */
  public static Estimate ror(ContingencyTable table) {
    MutableEstimate ror = new MutableEstimate();
    ror(table.n11(), table.drugMargin(), table.eventMargin(), table.total(), ror);
    return ror.toEstimate();
  }

  /**
   * χ² of independence with the correction of Yates, which takes at most ½ from each |observed −
   * expected|; absent when a margin is empty.
   */
  public static @Nullable Double chiSquared(ContingencyTable table) {
    double chiSquared =
        chiSquared(table.n11(), table.drugMargin(), table.eventMargin(), table.total());
    return Double.isNaN(chiSquared) ? null : (Double) chiSquared;
  }

  static void prr(long pair, long drug, long event, long total, MutableEstimate into) {
    long others = event - pair;
    double without = total - drug;
    double variance = 1.0 / pair - 1.0 / drug + 1.0 / others - 1.0 / without;
    logNormal(prr(pair, drug, others, without), variance, into);
  }

  static void ror(long pair, long drug, long event, long total, MutableEstimate into) {
    long drugOnly = drug - pair;
    long others = event - pair;
    long neither = total - drug - others;
    double variance = 1.0 / pair + 1.0 / drugOnly + 1.0 / others + 1.0 / neither;
    logNormal(ror(pair, drugOnly, others, neither), variance, into);
  }

  /** χ² as above; NaN when a margin is empty. */
  static double chiSquared(long pair, long drug, long event, long total) {
    double n = total;
    double margins = (double) drug * event * (n - drug) * (n - event);
    if (margins == 0) {
      return Double.NaN;
    }
    double difference = Math.abs(determinant(pair, drug, event, total)) / n;
    double corrected = Math.max(0, difference - 0.5);
    return corrected * corrected * n * (n * n / margins);
  }

  /** The mean of PRR and ROR: infinite when either is, 0 when either is undefined; never absent. */
  static double strength(ContingencyTable table) {
    double without = (double) table.n01() + table.n00();
    double mean =
        (prr(table.n11(), table.drugMargin(), table.n01(), without)
                + ror(table.n11(), table.n10(), table.n01(), table.n00()))
            / 2;
    return Double.isNaN(mean) ? 0 : mean;
  }

  private static double prr(long pair, long drug, long others, double without) {
    return (pair * without) / ((double) others * drug);
  }

  private static double ror(long pair, long drugOnly, long others, long neither) {
    return ((double) pair * neither) / ((double) drugOnly * others);
  }

  /** ad − bc to double precision (Kahan). */
  private static double determinant(long pair, long drug, long event, long total) {
    double drugOnly = drug - pair;
    double eventOnly = event - pair;
    double neither = total - drug - event + pair;
    double product = drugOnly * eventOnly;
    double error = Math.fma(-drugOnly, eventOnly, product);
    return Math.fma((double) pair, neither, -product) + error;
  }

  private static void logNormal(double value, double variance, MutableEstimate into) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY && variance < Double.POSITIVE_INFINITY)) {
      into.set(value, Double.NaN, Double.NaN);
      return;
    }
    double factor = Math.exp(Z_975 * Math.sqrt(Math.max(0, variance)));
    into.set(value, value / factor, value * factor);
  }
}
