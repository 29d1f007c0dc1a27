package io.tocsin.schemas.detection;

import java.math.BigDecimal;

/**
 * What a model call took.
 *
 * @param inputTokens tokens sent
 * @param outputTokens tokens received
 * @param costUsd in US dollars, by the price table in force
 */
public record Usage(long inputTokens, long outputTokens, BigDecimal costUsd) {
  /** Nothing. */
  public static final Usage NONE = new Usage(0, 0, BigDecimal.ZERO);

  /** The sum. */
  public Usage plus(Usage more) {
    return new Usage(
        inputTokens + more.inputTokens,
        outputTokens + more.outputTokens,
        costUsd.add(more.costUsd));
  }
}
