package io.tocsin.reasoning.provider;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * Tokens of a call before it is made, as OpenAI's present models count them. Other models count
 * otherwise, so what a call took is settled afterwards. Thread-safe.
 */
public final class TokenEstimate {
  /** Roles, separators and our own words around the schema. */
  private static final int FRAME = 64;

  private final Encoding encoding =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
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

  /** Text that looks like a control token of the encoding is text. */
  private long count(String text) {
    return encoding.countTokensOrdinary(text);
  }
}
