package io.tocsin.schemas.signal;

/** How loudly a pair rings, from silent to critical; ordered. */
public enum AlertLevel {
  NONE,
  LOW,
  WATCHLIST,
  MODERATE,
  HIGH,
  CRITICAL;

  /** Whether this level is higher than another. */
  public boolean above(AlertLevel other) {
    return compareTo(other) > 0;
  }
}
