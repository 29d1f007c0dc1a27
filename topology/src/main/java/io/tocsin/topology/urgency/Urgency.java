package io.tocsin.topology.urgency;

import io.tocsin.schemas.signal.AlertLevel;
import java.util.Locale;

/** How soon a pair that waits is scored; the most urgent first. */
public enum Urgency {
  /** It may ring, and its last score was critical. */
  CRITICAL,
  /** It may ring, and its last score was high. */
  HIGH,
  /** It may ring, and has no score that tells at which level. */
  NEW,
  /** It may ring, and its last score was moderate. */
  MODERATE,
  /** It may ring, and its last score was at the watchlist. */
  WATCHLIST,
  /** It may ring, and its last score was low. */
  LOW,
  /** It may ring, and its last score was at no level. */
  NONE,
  /** It stands at no level and shows too little to ring. */
  SILENT;

  /** Of a pair that may ring, by the level of its last score. */
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
