package io.tocsin.reasoning.provider;

/**
 * Tokens as the provider counted them.
 *
 * @param input sent
 * @param output received
 */
public record Tokens(long input, long output) {
  /** None. */
  public static final Tokens NONE = new Tokens(0, 0);

  /** The sum. */
  public Tokens plus(Tokens more) {
    return new Tokens(input + more.input, output + more.output);
  }
}
