package io.tocsin.topology.counting;

import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import io.tocsin.topology.state.FrameLog;
import io.tocsin.topology.state.FrameNames;
import io.tocsin.topology.state.NamePool;
import io.tocsin.topology.strata.StratumForm;
import java.nio.ByteBuffer;
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
public final class CountingEntry {
  /** Format of keys and frames. */
  public static final int FORMAT = 2;

  /** Format of the values of drugs and pairs. */
  public static final int VALUE_FORMAT = 3;

  private static final int FRAME = 1;
  private static final int OBSERVATION = 2;
  private static final int DRUG = 1;
  private static final int PAIR = 2;
  private static final int DRUG_GONE = 3;
  private static final int PAIR_GONE = 4;

  private CountingEntry() {}

  /** Told of the entries of a record, in order. */
  public interface Visitor {
    /**
     * A drug margin.
     *
     * @param value placed on its reports, good until this returns; absent when it is gone
     */
    void drug(String drug, @Nullable BinaryReader value);

    /**
     * A pair's counts.
     *
     * @param value placed on its reports, good until this returns; absent when it is gone
     */
    void pair(String drug, String event, @Nullable BinaryReader value);

    /**
     * A pair's latest observation by another detector.
     *
     * @param json absent when it is gone
     */
    void observation(String drug, String event, byte @Nullable [] json);
  }

  /** The key of a pair's observation. */
  static byte[] observationKey(String drug, String event) {
    return new BinaryWriter(64)
        .writeByte(FORMAT)
        .writeByte(OBSERVATION)
        .writeText(drug)
        .writeText(event)
        .toBytes();
  }

  /** The key of a frame. */
  public static byte[] frameKey(long number) {
    return ByteBuffer.allocate(2 + Long.BYTES)
        .put((byte) FORMAT)
        .put((byte) FRAME)
        .putLong(number)
        .array();
  }

  /** The number of a frame; -1 when the key is not a frame's. */
  public static long frameNumber(byte[] key) {
    BinaryReader in = new BinaryReader(key);
    in.expectVersion(FORMAT, "a key of the store 'counts'");
    if (in.readByte() != FRAME) {
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
  public static void writeDrug(
      String drug, @Nullable BinaryWriter value, BinaryWriter out, FrameNames.Writer names) {
    out.writeByte(value == null ? DRUG_GONE : DRUG);
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
    out.writeByte(value == null ? PAIR_GONE : PAIR);
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
   * @param pool makes equal names the same object
   */
  public static void readAll(byte[] key, byte @Nullable [] value, NamePool pool, Visitor visitor) {
    BinaryReader in = new BinaryReader(key);
    in.expectVersion(FORMAT, "a key of the store 'counts'");
    int kind = in.readByte();
    switch (kind) {
      case OBSERVATION -> visitor.observation(in.readName(pool), in.readName(pool), value);
      case FRAME -> {
        if (value != null) {
          readFrame(value, pool, visitor);
        }
      }
      default -> throw new IllegalStateException("the store 'counts' has a record of kind " + kind);
    }
  }

  private static void readFrame(byte[] frame, NamePool pool, Visitor visitor) {
    BinaryReader in = new BinaryReader(frame);
    in.expectVersion(FORMAT, "a frame of the store 'counts'");
    FrameNames.Reader names = new FrameNames.Reader(pool);
    while (in.hasMore()) {
      int kind = in.readByte();
      String drug = names.read(in);
      switch (kind) {
        case DRUG -> {
          int end = enter(in);
          visitor.drug(drug, in);
          in.leave(end);
        }
        case PAIR -> {
          String event = names.read(in);
          int end = enter(in);
          visitor.pair(drug, event, in);
          in.leave(end);
        }
        case DRUG_GONE -> visitor.drug(drug, null);
        case PAIR_GONE -> visitor.pair(drug, names.read(in), null);
        default ->
            throw new IllegalStateException("the store 'counts' has an entry of kind " + kind);
      }
    }
  }

  private static int enter(BinaryReader in) {
    int end = in.enter();
    in.expectVersion(VALUE_FORMAT, "a value of the store 'counts'");
    return end;
  }

  /** The reports counted in the value of a drug or a pair; 0 for a removed one. */
  public static long reports(@Nullable BinaryReader value) {
    return value == null ? 0 : value.fork().readVarint();
  }

  /** The reports by stratum in the value of a drug; none for a removed one. */
  public static StratumCounts strata(@Nullable BinaryReader value) {
    if (value == null) {
      return new StratumCounts();
    }
    BinaryReader in = value.fork();
    in.readVarint();
    return StratumForm.read(in);
  }
}
