package io.tocsin.batch.evaluation;

import io.tocsin.schemas.signal.Estimate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How good the scores of an output are. Every interval is one of 95 %.
 *
 * @param missing what became of pairs without a score
 * @param differences of the areas of every two columns
 * @param detection time to detection at every threshold; empty without dates
 * @param badRows the first rows that were left out
 */
public record EvaluationReport(
    Coverage coverage,
    Missing missing,
    List<Column> columns,
    List<Difference> differences,
    List<Detection> detection,
    List<BadRow> badRows) {

  /** Copies the lists. */
  public EvaluationReport {
    columns = List.copyOf(columns);
    differences = List.copyOf(differences);
    detection = List.copyOf(detection);
    badRows = List.copyOf(badRows);
  }

  /**
   * Which pairs were held against each other.
   *
   * @param positives in the reference set
   * @param negatives in the reference set
   * @param rows of the output
   * @param absentPositives that the output does not have
   * @param absentNegatives that the output does not have
   * @param comparedPositives that the figures rest on
   * @param comparedNegatives that the figures rest on
   * @param badRows that were left out, of both files
   */
  public record Coverage(
      int positives,
      int negatives,
      long rows,
      int absentPositives,
      int absentNegatives,
      int comparedPositives,
      int comparedNegatives,
      long badRows) {}

  /**
   * One column of scores.
   *
   * @param empty pairs that the output has but does not score in this column
   * @param auc area under the ROC curve, with DeLong's interval
   */
  public record Column(String name, int empty, Estimate auc, List<AtThreshold> thresholds) {
    /** Copies the list. */
    public Column {
      thresholds = List.copyOf(thresholds);
    }
  }

  /**
   * What a threshold makes of the pairs.
   *
   * @param sensitivity share of the positive pairs that meet it
   * @param specificity share of the negative pairs that do not
   * @param ppv share of the pairs that meet it that are positive; it depends on how many of the
   *     reference set are
   * @param npv share of the pairs that do not meet it that are negative
   */
  public record AtThreshold(
      String threshold, Share sensitivity, Share specificity, Share ppv, Share npv) {}

  /**
   * Two columns held against the same pairs.
   *
   * @param auc by how much the first area lies above the second
   * @param p two-sided, of no difference; absent when the areas cannot be told apart at all
   */
  public record Difference(String first, String second, Estimate auc, @Nullable Double p) {}

  /**
   * How early positive pairs with a known date met a threshold.
   *
   * @param pairs positive, with a date
   * @param never share of them that did not meet it by the newest date of the output
   * @param early share of them that met it before their date
   * @param daysBefore median of the days from meeting it to the known date, below 0 when afterwards
   *     (Kaplan and Meier 1958: those that never met it count as waiting still); what is not
   *     reached is absent
   */
  public record Detection(
      String threshold, int pairs, Share never, Share early, Estimate daysBefore) {}
}
