package io.tocsin.topology.scoring;

/** Which day "recent" is relative to. */
public enum AsOf {
  /** Today, by the clock in UTC: live use. */
  CLOCK,
  /** The newest receipt date that any report has brought: replays of the past. */
  NEWEST_RECEIPT
}
