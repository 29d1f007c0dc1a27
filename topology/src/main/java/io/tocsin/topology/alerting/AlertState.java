package io.tocsin.topology.alerting;

import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;

/**
 * What is remembered of a pair that has rung.
 *
 * @param sequence of its last alert
 * @param firstSeenDay as-of day of its first alert, in days since 1970-01-01
 * @param lastRaisedDay as-of day of its last alert
 * @param reports of the pair at its last alert
 */
record AlertState(
    AlertLevel level, long sequence, int firstSeenDay, int lastRaisedDay, long reports) {
  private static final int FORMAT = 1;

  byte[] toBytes() {
    return new BinaryWriter(24)
        .writeByte(FORMAT)
        .writeByte(code(level))
        .writeVarint(sequence)
        .writeSigned(firstSeenDay)
        .writeSigned(lastRaisedDay)
        .writeVarint(reports)
        .toBytes();
  }

  static AlertState fromBytes(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes);
    in.expectVersion(FORMAT, "an entry of the store 'alert-levels'");
    return new AlertState(
        level(in.readByte()),
        in.readVarint(),
        Math.toIntExact(in.readSigned()),
        Math.toIntExact(in.readSigned()),
        in.readVarint());
  }

  private static int code(AlertLevel level) {
    return switch (level) {
      case NONE -> 0;
      case LOW -> 1;
      case WATCHLIST -> 2;
      case MODERATE -> 3;
      case HIGH -> 4;
      case CRITICAL -> 5;
    };
  }

  private static AlertLevel level(int code) {
    return switch (code) {
      case 0 -> AlertLevel.NONE;
      case 1 -> AlertLevel.LOW;
      case 2 -> AlertLevel.WATCHLIST;
      case 3 -> AlertLevel.MODERATE;
      case 4 -> AlertLevel.HIGH;
      case 5 -> AlertLevel.CRITICAL;
      default -> throw new IllegalStateException("no alert level has the code " + code);
    };
  }
}
