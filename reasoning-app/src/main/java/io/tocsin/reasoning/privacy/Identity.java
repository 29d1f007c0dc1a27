package io.tocsin.reasoning.privacy;

import java.util.regex.Pattern;

/**
 * One way in which texts tell who a person is.
 *
 * <p>All patterns take time linear in the text: repetitions are bounded, or possessive and begun
 * only where the character before is none of theirs.
 *
 * @param replacement in the notation of {@link java.util.regex.Matcher#replaceAll(String)}
 */
record Identity(Pattern pattern, String replacement) {
  static final String NO_LETTER_BEFORE = "(?<!\\p{L})";
  static final String NO_WORD_BEFORE = "(?<![\\p{L}\\p{N}])";
  static final String NO_WORD_AFTER = "(?![\\p{L}\\p{N}])";

  static Identity of(String pattern, String replacement) {
    return new Identity(Pattern.compile(pattern), replacement);
  }

  String removedFrom(String text) {
    return pattern.matcher(text).replaceAll(replacement);
  }
}
