package io.tocsin.batch.evaluation;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to evaluate.
 *
 * @param thresholds besides them, a column for which none is given has its customary one
 */
public record Request(
    Output output, Reference reference, List<Threshold> thresholds, Missing missing) {

  /** Copies the list. */
  public Request {
    thresholds = List.copyOf(thresholds);
  }

  /**
   * Scored pairs: CSV with a header, gzipped or not.
   *
   * @param scores columns in which a higher value speaks more for a signal; when empty, all columns
   *     with the name of a measure that is known
   * @param date column with the date on which a pair had its score, when pairs have several rows
   */
  public record Output(
      Path file, String drug, String event, List<String> scores, @Nullable String date) {
    /** Copies the list. */
    public Output {
      scores = List.copyOf(scores);
    }
  }

  /**
   * Pairs of which the truth is held to be known: CSV with a header, gzipped or not.
   *
   * @param label column that holds 1 or positive, 0 or negative
   * @param date column with the date on which the truth became known, such as a change of the
   *     label; may be empty in a row
   */
  public record Reference(
      Path file, String drug, String event, String label, @Nullable String date) {}
}
