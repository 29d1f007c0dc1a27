package io.tocsin.reasoning.limits;

import io.tocsin.schemas.signal.AlertLevel;

/** What a level of alert is to the limits: some of every limit is kept for the two extremes. */
enum Rank {
  CRITICAL,
  LOW,
  OTHER;

  static Rank of(AlertLevel level) {
    return switch (level) {
      case CRITICAL -> CRITICAL;
      case NONE, LOW -> LOW;
      case WATCHLIST, MODERATE, HIGH -> OTHER;
    };
  }
}
