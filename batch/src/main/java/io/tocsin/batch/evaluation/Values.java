package io.tocsin.batch.evaluation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How fields are read. */
final class Values {
  private Values() {}

  /** A date such as 1999-07-15; absent when it is none. */
  static @Nullable LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static String notADate(String text) {
    return "the date is '%s', it must be YYYY-MM-DD".formatted(text);
  }

  /** A score; NaN when there is none, absent when the field is not a number. */
  static @Nullable Double score(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "na", "nan", "null" -> (Double) Double.NaN;
      case "inf", "+inf", "infinity" -> (Double) Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> (Double) Double.NEGATIVE_INFINITY;
      default -> number(text);
    };
  }

  private static @Nullable Double number(String text) {
    try {
      // A zero has no sign here, or it would come before another zero when scores are sorted.
      return Double.parseDouble(text) + 0.0;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
