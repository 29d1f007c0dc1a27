package io.tocsin.reasoning.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * Tokens of a call before it is made, as OpenAI's present models count them. Other models count
 * otherwise, so what a call took is settled afterwards. Thread-safe.
 *
 * <p>Counting a prompt as a whole takes longer than all that is done besides. Most of it comes
 * again in every prompt: so pieces are counted, and their counts remembered. No token of the
 * encoding reaches from a letter into a quotation mark, so that the sum is the count of the whole.
 */
public final class TokenEstimate {
  /** Roles, separators and our own words around the schema. */
  private static final int FRAME = 64;

  private static final long REMEMBERED_CHARACTERS = 2_000_000;
  private static final char QUOTE = '"';

  private final Encoding encoding =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  private final Cache<String, Integer> counts =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED_CHARACTERS)
          .<String, Integer>weigher((piece, _) -> piece.length() + FRAME)
          .build();
  private final int maxOutputTokens;

  /**
   * @param maxOutputTokens an answer may take
   */
  public TokenEstimate(int maxOutputTokens) {
    this.maxOutputTokens = maxOutputTokens;
  }

  /** The tokens of a prompt, its schema among them, and the most an answer may take. */
  public Tokens of(Prompt prompt) {
    long input = count(prompt.system()) + count(prompt.user()) + count(prompt.schema()) + FRAME;
    return new Tokens(input, maxOutputTokens);
  }

  /** The tokens of a text. */
  long count(String text) {
    long tokens = 0;
    int from = 0;
    for (int quote = text.indexOf(QUOTE, 1); quote > 0; quote = text.indexOf(QUOTE, quote + 1)) {
      if (Character.isLetter(text.charAt(quote - 1))) {
        tokens += ofPiece(text.substring(from, quote));
        from = quote;
      }
    }
    return tokens + ofPiece(text.substring(from));
  }

  /** Text that looks like a control token of the encoding is text. */
  private long ofPiece(String piece) {
    return counts.get(piece, encoding::countTokensOrdinary);
  }
}
