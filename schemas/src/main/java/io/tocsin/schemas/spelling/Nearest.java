package io.tocsin.schemas.spelling;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that a person most likely meant. */
public final class Nearest {
  private Nearest() {}

  /** The known name with the fewest changes of single characters; the first of equals. */
  public static String to(String written, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String name) -> distance(written, name))
                .thenComparing(Comparator.naturalOrder()))
        .orElse("none, there are none");
  }

  /** Insertions, deletions and substitutions from one to the other (Levenshtein, 1966). */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substituted, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
