package io.tocsin.reasoning.assessment;

import io.tocsin.schemas.detection.Usage;
import io.tocsin.schemas.signal.AlertLevel;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Reserves calls, tokens and money from all limits together or from none. Place of the limiter;
 * there is none yet, as rules cost nothing.
 */
public interface RateLimiter {
  /** Reserves what a call is expected to take. */
  Decision reserve(Demand demand);

  /**
   * What a call is expected to take.
   *
   * @param level of the alert, for reserved shares
   */
  record Demand(String tenant, AlertLevel level, long tokens, BigDecimal costUsd) {}

  /** Granted by every limit, or refused and nothing taken. */
  sealed interface Decision {
    /** The call may go ahead and must be settled; unsettled, it expires. */
    non-sealed interface Granted extends Decision {
      /** Replaces the reservation by what the call took. */
      void settle(Usage actual);
    }

    /**
     * No call now.
     *
     * @param retryAfter the longest wait of all limits that refused
     */
    record Refused(Duration retryAfter) implements Decision {}
  }
}
