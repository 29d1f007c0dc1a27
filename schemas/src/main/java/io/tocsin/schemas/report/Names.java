package io.tocsin.schemas.report;

import java.text.Normalizer;
import java.util.Locale;

/** How names of drugs and preferred terms are made equal before they are counted. */
public final class Names {
  private Names() {}

  /**
   * Trims, folds inner white space to one blank, applies Unicode NFKC and upper-cases in the root
   * locale. Idempotent.
   */
  public static String normalize(String reported) {
    return isPlain(reported) ? reported : fold(reported);
  }

  /** Whether a name is upper-case ASCII with single inner blanks, as most are. */
  private static boolean isPlain(String name) {
    char previous = ' ';
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c > '~' || (c >= 'a' && c <= 'z') || (c == ' ' && previous == ' ')) {
        return false;
      }
      previous = c;
    }
    return previous != ' ';
  }

  private static String fold(String reported) {
    String upper = Normalizer.normalize(reported, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder(upper.length());
    for (int i = 0; i < upper.length(); ) {
      int c = upper.codePointAt(i);
      i += Character.charCount(c);
      if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
        folded.appendCodePoint(c);
      } else if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
        folded.append(' ');
      }
    }
    return Normalizer.normalize(folded.toString().strip(), Normalizer.Form.NFKC);
  }
}
