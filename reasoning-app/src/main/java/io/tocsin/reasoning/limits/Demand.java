package io.tocsin.reasoning.limits;

import io.tocsin.schemas.signal.AlertLevel;
import java.math.BigDecimal;

/**
 * What one call is expected to take, at most.
 *
 * @param level of the alert, for reserved shares
 * @param tokens sent and received, 0 or more
 * @param costUsd 0 or more
 */
public record Demand(AlertLevel level, long tokens, BigDecimal costUsd) {
  /** Checks that nothing is negative. */
  public Demand {
    if (tokens < 0 || costUsd.signum() < 0) {
      throw new IllegalArgumentException(
          "a call takes no %d tokens and no %s dollars".formatted(tokens, costUsd));
    }
  }
}
