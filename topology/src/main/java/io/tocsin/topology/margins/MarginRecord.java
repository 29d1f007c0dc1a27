package io.tocsin.topology.margins;

import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;

/**
 * A record of {@code event-margins}: an absolute count that one partition of {@code
 * adverse-event-reports} makes, so that reading it twice changes nothing.
 *
 * <p>Format 1. Key: version byte, kind, report partition, for an event its preferred term. Value:
 * version byte, count; for a partition's total also the offset of the last report counted plus one
 * and the newest receipt day.
 */
public sealed interface MarginRecord {
  /** Format of keys and values. */
  int FORMAT = 1;

  /** Receipt day of a partition that has counted no report. */
  int NO_DAY = Integer.MIN_VALUE;

  /** The partition of {@code adverse-event-reports} that counts. */
  int partition();

  /** Reports of a partition that name an event. */
  record Event(int partition, String event, long reports) implements MarginRecord {}

  /**
   * All reports of a partition.
   *
   * @param offset of the last report that is counted here and in the events published before
   * @param newestReceiptDay newest receipt date ever seen, in days since 1970-01-01
   */
  record Total(int partition, long reports, long offset, int newestReceiptDay)
      implements MarginRecord {}

  /** The record's key. */
  default byte[] key() {
    BinaryWriter out = new BinaryWriter(48).writeByte(FORMAT);
    return switch (this) {
      case Event e -> out.writeByte(1).writeVarint(e.partition()).writeText(e.event()).toBytes();
      case Total t -> out.writeByte(2).writeVarint(t.partition()).toBytes();
    };
  }

  /** The record's value. */
  default byte[] value() {
    BinaryWriter out = new BinaryWriter(24).writeByte(FORMAT);
    return switch (this) {
      case Event e -> out.writeVarint(e.reports()).toBytes();
      case Total t ->
          out.writeVarint(t.reports())
              .writeVarint(t.offset() + 1)
              .writeSigned(t.newestReceiptDay())
              .toBytes();
    };
  }

  /** Reads a record. */
  static MarginRecord read(byte[] key, byte[] value) {
    BinaryReader k = new BinaryReader(key);
    k.expectVersion(FORMAT, "a key of event-margins");
    BinaryReader v = new BinaryReader(value);
    v.expectVersion(FORMAT, "a value of event-margins");
    int kind = k.readByte();
    int partition = k.readInt();
    return switch (kind) {
      case 1 -> new Event(partition, k.readText(), v.readVarint());
      case 2 ->
          new Total(partition, v.readVarint(), v.readVarint() - 1, Math.toIntExact(v.readSigned()));
      default -> throw new IllegalStateException("event-margins has a record of kind " + kind);
    };
  }

  /** The partition in a key, for routing. */
  static int partitionOf(byte[] key) {
    BinaryReader in = new BinaryReader(key);
    in.expectVersion(FORMAT, "a key of event-margins");
    in.readByte();
    return in.readInt();
  }
}
