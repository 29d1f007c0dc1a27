package io.tocsin.topology.counting;

import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import io.tocsin.topology.state.FrameLog;
import io.tocsin.topology.state.FrameNames;
import io.tocsin.topology.strata.StratumForm;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the counting changelog, and the count in its value: what a batch recount compares
 * with.
 *
 * <p>Drugs and pairs are written in frames, see {@link FrameLog}. Key of a frame, format 2: version
 * byte, kind, number in 8 bytes. A frame: version byte, then entries: kind, drug, for a pair also
 * the event, as {@link FrameNames}; unless it is gone, the length of its value and the value.
 * Values, format 3: version byte, reports, then for a drug its reports by stratum, for a pair what
 * else is counted.
 *
 * <p>An observation is a record of its own. Key: version byte, kind, drug, event. Value: its JSON.
 */
public sealed interface CountingEntry {
  /** Format of keys and frames. */
  int FORMAT = 2;

  /** Format of the values of drugs and pairs. */
  int VALUE_FORMAT = 3;

  /** The drug the entry is about. */
  String drug();

  /** A drug margin. */
  record Drug(String drug) implements CountingEntry {}

  /** A pair's counts. */
  record PairEntry(String drug, String event) implements CountingEntry {}

  /** A pair's latest observation by another detector. */
  record Observation(String drug, String event) implements CountingEntry {
    byte[] key() {
      return new BinaryWriter(64)
          .writeByte(FORMAT)
          .writeByte(Kinds.OBSERVATION)
          .writeText(drug)
          .writeText(event)
          .toBytes();
    }
  }

  /** Told of the entries of a record, in order. */
  @FunctionalInterface
  interface Taker {
    /**
     * An entry.
     *
     * @param value absent when the entry is gone
     */
    void take(CountingEntry entry, byte @Nullable [] value);
  }

  /** Numbers of the kinds of records and entries. */
  final class Kinds {
    private static final int FRAME = 1;
    private static final int OBSERVATION = 2;
    private static final int DRUG = 1;
    private static final int PAIR = 2;
    private static final int DRUG_GONE = 3;
    private static final int PAIR_GONE = 4;

    private Kinds() {}
  }

  /** The key of a frame. */
  static byte[] frameKey(long number) {
    return ByteBuffer.allocate(2 + Long.BYTES)
        .put((byte) FORMAT)
        .put((byte) Kinds.FRAME)
        .putLong(number)
        .array();
  }

  /** The number of a frame; -1 when the key is not a frame's. */
  static long frameNumber(byte[] key) {
    BinaryReader in = new BinaryReader(key);
    in.expectVersion(FORMAT, "a key of the store 'counts'");
    if (in.readByte() != Kinds.FRAME) {
      return -1;
    }
    in.expect(Long.BYTES);
    return ByteBuffer.wrap(key).getLong(2);
  }

  /**
   * Appends a drug margin to a frame.
   *
   * @param value absent when it is gone
   */
  static void writeDrug(
      String drug, @Nullable BinaryWriter value, BinaryWriter out, FrameNames.Writer names) {
    out.writeByte(value == null ? Kinds.DRUG_GONE : Kinds.DRUG);
    names.write(drug, out);
    if (value != null) {
      out.writeVarint(value.size()).append(value);
    }
  }

  /**
   * Appends a pair to a frame.
   *
   * @param value absent when it is gone
   */
  static void writePair(
      PairCounts pair, @Nullable BinaryWriter value, BinaryWriter out, FrameNames.Writer names) {
    out.writeByte(value == null ? Kinds.PAIR_GONE : Kinds.PAIR);
    names.write(pair.drug.drug, out);
    names.write(pair.event, out);
    if (value != null) {
      out.writeVarint(value.size()).append(value);
    }
  }

  /**
   * Reads a record.
   *
   * @param value absent when the record was removed
   * @param names may replace a name by an equal one
   */
  static void readAll(
      byte[] key, byte @Nullable [] value, UnaryOperator<String> names, Taker taker) {
    BinaryReader in = new BinaryReader(key);
    in.expectVersion(FORMAT, "a key of the store 'counts'");
    int kind = in.readByte();
    switch (kind) {
      case Kinds.OBSERVATION ->
          taker.take(
              new Observation(names.apply(in.readText()), names.apply(in.readText())), value);
      case Kinds.FRAME -> {
        if (value != null) {
          readFrame(value, names, taker);
        }
      }
      default -> throw new IllegalStateException("the store 'counts' has a record of kind " + kind);
    }
  }

  private static void readFrame(byte[] frame, UnaryOperator<String> pool, Taker taker) {
    BinaryReader in = new BinaryReader(frame);
    in.expectVersion(FORMAT, "a frame of the store 'counts'");
    FrameNames.Reader names = new FrameNames.Reader(pool);
    while (in.hasMore()) {
      int kind = in.readByte();
      String drug = names.read(in);
      switch (kind) {
        case Kinds.DRUG -> taker.take(new Drug(drug), in.readBytes());
        case Kinds.PAIR -> taker.take(new PairEntry(drug, names.read(in)), in.readBytes());
        case Kinds.DRUG_GONE -> taker.take(new Drug(drug), null);
        case Kinds.PAIR_GONE -> taker.take(new PairEntry(drug, names.read(in)), null);
        default ->
            throw new IllegalStateException("the store 'counts' has an entry of kind " + kind);
      }
    }
  }

  /** The reports counted in the value of a drug or a pair; 0 for a removed one. */
  static long reports(byte @Nullable [] value) {
    return value == null ? 0 : open(value).readVarint();
  }

  /** The reports by stratum in the value of a drug; none for a removed one. */
  static StratumCounts strata(byte @Nullable [] value) {
    if (value == null) {
      return new StratumCounts();
    }
    BinaryReader in = open(value);
    in.readVarint();
    return StratumForm.read(in);
  }

  /** A reader of the value of a drug or a pair, placed on its reports. */
  static BinaryReader open(byte[] value) {
    BinaryReader in = new BinaryReader(value);
    in.expectVersion(VALUE_FORMAT, "a value of the store 'counts'");
    return in;
  }
}
