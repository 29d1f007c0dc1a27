package io.tocsin.reasoning.semantic;

import io.tocsin.schemas.digest.Sha256;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a text that may matter, in any order. An encoder hardly sees a single word: in a
 * story of some sentences, "ceased" and "did not cease" are alike to it, and so are two drugs. So
 * every word that may matter must be in both texts, as often. What is left to the encoder is their
 * order, of which it does not see much either; how often that goes wrong, the shadow check
 * measures.
 */
final class Wording {
  private static final Pattern TOKEN =
      Pattern.compile("\\p{N}+(?:[.,]\\p{N}+)*|[\\p{L}\\p{M}]+|[^\\p{L}\\p{M}\\p{N}\\s.,;:'\"()-]");

  /** Without "a", which is also the name of a vitamin and of a hepatitis. */
  private static final Set<String> FILLERS = Set.of("the", "and", "of", "in", "on", "at", "by");

  private Wording() {}

  /** SHA-256, in hexadecimal, that is equal when and only when all words that may matter are. */
  static String hash(String text) {
    return Sha256.hex(
        TOKEN
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .map(word -> word.toLowerCase(Locale.ROOT))
            .filter(word -> !FILLERS.contains(word))
            .sorted()
            .collect(Collectors.joining("\n")));
  }
}
