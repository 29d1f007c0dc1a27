package io.tocsin.reasoning.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** How values are spelt in sentences. */
final class Words {
  private static final int DECIMALS = 2;

  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String of(boolean value) {
    return value ? "yes" : "no";
  }

  /** Rounded half up to two decimals. */
  static String of(double value) {
    return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP).toPlainString();
  }

  /** A count and its noun. */
  static String of(long count, String singular, String plural) {
    return count + " " + (count == 1 ? singular : plural);
  }

  /** Joined by commas and a last "and". */
  static String of(List<String> members) {
    return members.size() < 2
        ? String.join("", members)
        : String.join(", ", members.subList(0, members.size() - 1)) + " and " + members.getLast();
  }
}
