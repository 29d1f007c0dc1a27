package io.tocsin.topology.urgency;

import io.tocsin.schemas.signal.AlertLevel;
import java.util.Locale;

/** How soon a pair that waits is scored; the most urgent first. */
public enum Urgency {
  /**
   * It may ring, has not, and its last score, if it has one, was high or critical: nobody has been
   * told of it. Those that have rung tell little new.
   */
  NEW(0),
  /** It has rung, and its last score was critical. */
  CRITICAL(1),
  /** It has rung, and its last score was high. */
  HIGH(2),
  /** It may ring, and its last score was moderate. */
  MODERATE(3),
  /** It may ring, and its last score was at the watchlist. */
  WATCHLIST(4),
  /** It may ring, and its last score was low. */
  LOW(5),
  /** It may ring, and its last score was at no level. */
  NONE(6),
  /** It stands at no level and shows too little to ring. */
  SILENT(7);

  private static final Urgency[] BY_RANK = values();

  private final int rank;

  Urgency(int rank) {
    this.rank = rank;
  }

  /** How many are more urgent. */
  public int rank() {
    return rank;
  }

  /** The one of a rank. */
  public static Urgency ofRank(int rank) {
    return BY_RANK[rank];
  }

  /** Of a pair that may ring and is not new, by the level of its last score. */
  public static Urgency of(AlertLevel last) {
    return switch (last) {
      case CRITICAL -> CRITICAL;
      case HIGH -> HIGH;
      case MODERATE -> MODERATE;
      case WATCHLIST -> WATCHLIST;
      case LOW -> LOW;
      case NONE -> NONE;
    };
  }

  /** Its name in metrics. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
