package io.tocsin.topology.margins;

import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import io.tocsin.topology.strata.StratumForm;

/**
 * A record of {@code event-margins}: absolute counts that one partition of {@code
 * adverse-event-reports} makes, so that reading it twice changes nothing.
 *
 * <p>Keys, format 1: version byte, kind, report partition, for an event its preferred term. Values,
 * format 2: version byte, then for an event its count; for a partition's total the count, the
 * offset of the last report counted plus one, the newest receipt day, and the code of the strata;
 * for an event's strata its counts by stratum; for all strata the offset plus one and the counts.
 */
public sealed interface MarginRecord {
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
   * @param strata code of what the partition counts by besides
   */
  record Total(int partition, long reports, long offset, int newestReceiptDay, int strata)
      implements MarginRecord {}

  /** Reports of a partition that name an event, by stratum. */
  record EventStrata(int partition, String event, StratumCounts strata) implements MarginRecord {}

  /**
   * All reports of a partition, by stratum.
   *
   * @param offset of the last report that is counted here and in the strata of events published
   *     before
   */
  record TotalStrata(int partition, long offset, StratumCounts strata) implements MarginRecord {}

  /** The record's key. */
  default byte[] key() {
    BinaryWriter out = new BinaryWriter(48).writeByte(Format.KEY);
    return switch (this) {
      case Event e -> eventKey(out, Format.EVENT, e.partition(), e.event());
      case Total t -> out.writeByte(Format.TOTAL).writeVarint(t.partition()).toBytes();
      case EventStrata e -> eventKey(out, Format.EVENT_STRATA, e.partition(), e.event());
      case TotalStrata t -> out.writeByte(Format.TOTAL_STRATA).writeVarint(t.partition()).toBytes();
    };
  }

  private static byte[] eventKey(BinaryWriter out, int kind, int partition, String event) {
    return out.writeByte(kind).writeVarint(partition).writeText(event).toBytes();
  }

  /** The record's value. */
  default byte[] value() {
    BinaryWriter out = new BinaryWriter(32).writeByte(Format.VALUE);
    switch (this) {
      case Event e -> out.writeVarint(e.reports());
      case Total t ->
          out.writeVarint(t.reports())
              .writeVarint(t.offset() + 1)
              .writeSigned(t.newestReceiptDay())
              .writeByte(t.strata());
      case EventStrata e -> StratumForm.write(e.strata(), out);
      case TotalStrata t -> StratumForm.write(t.strata(), out.writeVarint(t.offset() + 1));
    }
    return out.toBytes();
  }

  /** Reads a record. */
  static MarginRecord read(byte[] key, byte[] value) {
    BinaryReader k = openKey(key);
    int kind = k.readByte();
    int partition = k.readInt();
    BinaryReader v = new BinaryReader(value);
    v.expectVersion(Format.VALUE, "a value of event-margins");
    return switch (kind) {
      case Format.EVENT -> new Event(partition, k.readText(), v.readVarint());
      case Format.TOTAL -> readTotal(partition, v);
      case Format.EVENT_STRATA -> new EventStrata(partition, k.readText(), StratumForm.read(v));
      case Format.TOTAL_STRATA ->
          new TotalStrata(partition, v.readVarint() - 1, StratumForm.read(v));
      default -> throw new IllegalStateException("event-margins has a record of kind " + kind);
    };
  }

  private static Total readTotal(int partition, BinaryReader in) {
    long reports = in.readVarint();
    long offset = in.readVarint() - 1;
    int newestReceiptDay = in.readSignedInt();
    return new Total(partition, reports, offset, newestReceiptDay, in.readByte());
  }

  /** The partition in a key, for routing. */
  static int partitionOf(byte[] key) {
    BinaryReader in = openKey(key);
    in.readByte();
    return in.readInt();
  }

  private static BinaryReader openKey(byte[] key) {
    BinaryReader in = new BinaryReader(key);
    in.expectVersion(Format.KEY, "a key of event-margins");
    return in;
  }

  /** Format versions and kinds of records. */
  final class Format {
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int EVENT = 1;
    private static final int TOTAL = 2;
    private static final int EVENT_STRATA = 3;
    private static final int TOTAL_STRATA = 4;

    private Format() {}
  }
}
