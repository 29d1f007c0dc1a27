package io.tocsin.topology.alerting;

import io.tocsin.schemas.alert.Alert;

/**
 * The store of what is remembered of each pair that has rung, as its changelog has it: by {@code
 * drug|event} in UTF-8.
 */
public final class AlertLevels {
  /** Name of the store. */
  public static final String STORE = "alert-levels";

  private AlertLevels() {}

  /** What is remembered of a pair after this alert. */
  public static byte[] entryOf(Alert alert) {
    return new AlertState(
            alert.toLevel(),
            alert.sequence(),
            Math.toIntExact(alert.firstSeen().toEpochDay()),
            Math.toIntExact(alert.signal().asOf().toEpochDay()),
            AlertPolicy.reports(alert.signal()))
        .toBytes();
  }

  /** The sequence of the last alert, from an entry. */
  public static long sequence(byte[] entry) {
    return AlertState.fromBytes(entry).sequence();
  }
}
