package io.tocsin.batch.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From which score on a pair counts as a signal.
 *
 * @param column of the output
 * @param strict whether the score must exceed the value; otherwise it may equal it
 */
public record Threshold(String column, boolean strict, double value) {
  private static final Pattern FORM = Pattern.compile("(.+?)\\s*(>=|≥|>)\\s*(\\S+)");

  /** The customary thresholds of measures, by the names that their columns have. */
  private static final List<Threshold> CUSTOMARY =
      List.of(
          new Threshold("eb05", false, 2),
          new Threshold("ebgm", false, 2),
          new Threshold("ic025", true, 0),
          new Threshold("ic", true, 0),
          new Threshold("ror_lower", true, 1),
          new Threshold("ror025", true, 1),
          new Threshold("ror", false, 2),
          new Threshold("prr_lower", true, 1),
          new Threshold("prr025", true, 1),
          new Threshold("prr", false, 2),
          new Threshold("chi_squared", false, 4),
          new Threshold("eb05_stratified", false, 2),
          new Threshold("ic025_stratified", true, 0));

  /** Refuses what no score can be compared with. */
  public Threshold {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "a threshold of %s is %s, it must be a finite number".formatted(column, value));
    }
  }

  /**
   * Reads {@code eb05>=2} or {@code ic025>0}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Threshold parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no threshold; write COLUMN>=NUMBER or COLUMN>NUMBER".formatted(text));
    }
    try {
      return new Threshold(
          matcher.group(1), matcher.group(2).equals(">"), Double.parseDouble(matcher.group(3)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is no threshold: %s is not a number".formatted(text, matcher.group(3)), e);
    }
  }

  /** The customary threshold of a measure; none when the name is not one that is known. */
  static List<Threshold> customary(String column) {
    return CUSTOMARY.stream()
        .filter(known -> known.column.equals(column.toLowerCase(Locale.ROOT)))
        .map(known -> new Threshold(column, known.strict, known.value))
        .toList();
  }

  /** Whether a score is a signal; a score that is not there (NaN) never is. */
  boolean isMetBy(double score) {
    return strict ? score > value : score >= value;
  }

  @Override
  public String toString() {
    String number = value == Math.rint(value) ? Long.toString((long) value) : "" + value;
    return column + (strict ? " > " : " >= ") + number;
  }
}
