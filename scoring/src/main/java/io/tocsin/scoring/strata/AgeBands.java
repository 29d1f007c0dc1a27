package io.tocsin.scoring.strata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The age bands that patients are counted in, as VigiBase groups them, by their codes from 0. */
public final class AgeBands {
  private static final double DAYS_A_YEAR = 365.25;

  /** Where each band but the first, unknown, begins, in years. */
  private static final double[] FROM = {0, 28 / DAYS_A_YEAR, 2, 12, 18, 45, 65, 75};

  private static final List<String> LABELS =
      List.of(
          "unknown",
          "0-27 days",
          "28 days-23 months",
          "2-11",
          "12-17",
          "18-44",
          "45-64",
          "65-74",
          "75 and over");

  /** How many there are, unknown among them. */
  static final int COUNT = LABELS.size();

  private AgeBands() {}

  /** Code of the band of an age in years, 0 or more; 0 when absent. */
  static int codeOf(@Nullable Double years) {
    int code = 0;
    if (years != null) {
      while (code < FROM.length && years >= FROM[code]) {
        code++;
      }
    }
    return code;
  }

  /** A band's name for a reader, in years unless said otherwise; {@code unknown} for code 0. */
  public static String label(int code) {
    return LABELS.get(code);
  }
}
