package io.tocsin.reasoning.call;

import io.tocsin.schemas.detection.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The model did not answer; why, and when asking again may help. */
public final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why there is no answer. */
  public enum Reason {
    /** Calls of the minute, the hour or the tenant are used up. */
    LIMIT_REACHED(true),
    /** The money of the day or the month is used up. */
    BUDGET_SPENT(true),
    /** The provider says that quota or credit are used up. */
    QUOTA_SPENT(true),
    /** The provider failed so often that it is left alone. */
    BREAKER_OPEN(true),
    /** The provider said for too long that there are too many calls. */
    THROTTLED(true),
    /** The provider failed, or could not be reached. */
    UNAVAILABLE(true),
    /** It did not answer in time. */
    TIMED_OUT(true),
    /** It does not accept the key. */
    UNAUTHORIZED(true),
    /** It refuses this question for good. */
    REJECTED(false),
    /** What came was no answer that holds, twice. */
    UNUSABLE_ANSWER(false),
    /** A newer alert of the same pair waits; this one is not worth a call. */
    OVERTAKEN(false),
    /** It was put off for so long that the question is stale. */
    GIVEN_UP(false);

    private final boolean passing;

    Reason(boolean passing) {
      this.passing = passing;
    }

    /** Whether asking again later can help. */
    public boolean passing() {
      return passing;
    }
  }

  private final Reason reason;
  private final transient @Nullable Duration retryAfter;
  private final transient Usage spent;

  /**
   * @param retryAfter when asking again may help; absent when that is not known
   */
  public NoAnswerException(
      Reason reason, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    this(reason, message, retryAfter, Usage.NONE, cause);
  }

  /**
   * @param retryAfter when asking again may help; absent when that is not known
   * @param spent what answers took that cannot be used
   */
  public NoAnswerException(
      Reason reason,
      @Nullable String message,
      @Nullable Duration retryAfter,
      Usage spent,
      @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = retryAfter;
    this.spent = spent;
  }

  /** What answers took that cannot be used. */
  public Usage spent() {
    return spent;
  }

  /** Why there is no answer. */
  public Reason reason() {
    return reason;
  }

  /** When asking again may help; absent when that is not known. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
