package io.tocsin.topology.margins;

import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import io.tocsin.topology.state.FrameLog;
import io.tocsin.topology.state.FrameNames;
import io.tocsin.topology.state.NamePool;
import io.tocsin.topology.strata.StratumForm;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * What a record of {@code event-margins} tells: absolute counts that one partition of {@code
 * adverse-event-reports} makes, so that reading it twice changes nothing.
 *
 * <p>Events are written in frames, see {@link FrameLog}. Keys, format 2: version byte, kind, report
 * partition, for a frame its number in 8 bytes. Values, format 3: version byte, then for a frame
 * its entries: the preferred term as {@link FrameNames}, and its count or its counts by stratum;
 * for a partition's total the count, the offset of the last report counted plus one, the newest
 * receipt day, and the code of the strata; for all strata the offset plus one and the counts.
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

  /** The key of a total's record. */
  default byte[] key() {
    return switch (this) {
      case Total t -> key(Format.TOTAL, t.partition()).toBytes();
      case TotalStrata t -> key(Format.TOTAL_STRATA, t.partition()).toBytes();
      case Event e -> throw new IllegalStateException("an event stands in a frame");
      case EventStrata e -> throw new IllegalStateException("an event stands in a frame");
    };
  }

  /** The key of a frame of events. */
  static byte[] frameKey(boolean byStratum, int partition, long number) {
    BinaryWriter out = key(byStratum ? Format.STRATA_FRAME : Format.FRAME, partition);
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      out.writeByte((int) (number >>> shift));
    }
    return out.toBytes();
  }

  private static BinaryWriter key(int kind, int partition) {
    return new BinaryWriter(24).writeByte(Format.KEY).writeByte(kind).writeVarint(partition);
  }

  /** The number of a frame; -1 when the key is not a frame's. */
  static long frameNumber(byte[] key) {
    BinaryReader in = openKey(key);
    int kind = in.readByte();
    if (kind != Format.FRAME && kind != Format.STRATA_FRAME) {
      return -1;
    }
    in.readInt();
    in.expect(Long.BYTES);
    return ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
  }

  /** Appends what stands before a frame's entries. */
  static void openFrame(BinaryWriter out) {
    out.writeByte(Format.VALUE);
  }

  /** The value of a total's record. */
  default byte[] value() {
    BinaryWriter out = new BinaryWriter(32).writeByte(Format.VALUE);
    switch (this) {
      case Total t ->
          out.writeVarint(t.reports())
              .writeVarint(t.offset() + 1)
              .writeSigned(t.newestReceiptDay())
              .writeByte(t.strata());
      case TotalStrata t -> StratumForm.write(t.strata(), out.writeVarint(t.offset() + 1));
      case Event e -> throw new IllegalStateException("an event stands in a frame");
      case EventStrata e -> throw new IllegalStateException("an event stands in a frame");
    }
    return out.toBytes();
  }

  /**
   * Reads a record, which may tell of many events.
   *
   * @param pool makes equal names the same object
   */
  static void readAll(byte[] key, byte[] value, NamePool pool, Consumer<MarginRecord> taker) {
    BinaryReader k = openKey(key);
    int kind = k.readByte();
    int partition = k.readInt();
    BinaryReader v = new BinaryReader(value);
    v.expectVersion(Format.VALUE, "a value of event-margins");
    FrameNames.Reader names = new FrameNames.Reader(pool);
    switch (kind) {
      case Format.FRAME -> {
        while (v.hasMore()) {
          taker.accept(new Event(partition, names.read(v), v.readVarint()));
        }
      }
      case Format.STRATA_FRAME -> {
        while (v.hasMore()) {
          taker.accept(new EventStrata(partition, names.read(v), StratumForm.read(v)));
        }
      }
      case Format.TOTAL -> taker.accept(readTotal(partition, v));
      case Format.TOTAL_STRATA ->
          taker.accept(new TotalStrata(partition, v.readVarint() - 1, StratumForm.read(v)));
      default -> throw new IllegalStateException("event-margins has a record of kind " + kind);
    }
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
    private static final int KEY = 2;
    private static final int VALUE = 3;
    private static final int FRAME = 1;
    private static final int TOTAL = 2;
    private static final int STRATA_FRAME = 3;
    private static final int TOTAL_STRATA = 4;

    private Format() {}
  }
}
