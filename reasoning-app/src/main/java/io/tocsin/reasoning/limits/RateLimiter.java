package io.tocsin.reasoning.limits;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Reserves calls, tokens and money from all limits together or from none. Thread-safe; blocks for a
 * moment at most.
 */
public interface RateLimiter extends AutoCloseable {
  /** Reserves what a call is expected to take, or nothing. */
  Decision reserve(Demand demand);

  /** How much of every limit is used now. */
  LimitStatus status();

  @Override
  void close();

  /** Granted by every limit, or refused and nothing taken. */
  sealed interface Decision {
    /** The call may go ahead and must be settled; unsettled, its tokens and money expire. */
    non-sealed interface Granted extends Decision {
      /** Replaces the reservation by what the call took; does not wait. */
      void settle(long tokens, BigDecimal costUsd);
    }

    /**
     * No call now.
     *
     * @param limit the one that lets the caller wait longest: {@code minute}, {@code hour}, {@code
     *     tenant}, {@code tokens}, {@code money}
     * @param retryAfter the longest wait of all limits that refused
     */
    record Refused(String limit, Duration retryAfter) implements Decision {}
  }
}
