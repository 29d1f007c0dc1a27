package io.tocsin.reasoning.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call without a usable answer. Messages never hold keys or prompts. */
public final class ProviderException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What to do about it. */
  public enum Kind {
    /** Too many calls: the provider says when to come back (429). */
    THROTTLED,
    /** No money or quota left at the provider: useless until somebody acts (429, 402). */
    QUOTA_SPENT,
    /** The provider failed, or the connection did (5xx, 408, 529, resets). */
    UNAVAILABLE,
    /** No whole answer within the deadline; the connection was closed. */
    TIMED_OUT,
    /** The key is missing, wrong or without the right (401, 403). */
    UNAUTHORIZED,
    /** The provider refuses this request for good: wrong model, too long, malformed (other 4xx). */
    REJECTED,
    /** An answer came and is none: cut off, declined, empty or not in the provider's format. */
    UNUSABLE
  }

  private final Kind kind;
  private final transient @Nullable Duration retryAfter;
  private final transient Tokens tokens;

  /**
   * @param message for an operator: what, where, what to do
   * @param retryAfter as the provider asked; absent when it did not
   * @param tokens what was used nevertheless
   */
  public ProviderException(
      Kind kind,
      String message,
      @Nullable Duration retryAfter,
      Tokens tokens,
      @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.tokens = tokens;
  }

  /** What to do about it. */
  public Kind kind() {
    return kind;
  }

  /** How long the provider asked to wait; absent when it did not. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** What was used nevertheless. */
  public Tokens tokens() {
    return tokens;
  }
}
