package io.tocsin.topology.frames;

import io.tocsin.scoring.strata.Strata;
import io.tocsin.topology.intake.Contribution;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import io.tocsin.topology.state.FrameNames;
import io.tocsin.topology.state.NamePool;
import io.tocsin.topology.strata.StrataCodes;

/**
 * The binary message from intake to counting: what many reports change for the drugs of one
 * counting partition.
 *
 * <p>Format 3: version byte; code of the strata; partition of {@code adverse-event-reports}; offset
 * up to which its reports are in this frame, plus one; then entries. An entry is a kind byte, then
 * for added or retracted reports: the {@link Contribution} to the drugs of this partition, with
 * names as {@link FrameNames}; for an observation: its JSON.
 */
public final class DrugFrame {
  static final int FORMAT = 3;
  private static final int ADDED = 1;
  private static final int RETRACTED = 2;
  private static final int OBSERVED = 3;

  private DrugFrame() {}

  /** Told of each entry of a frame, in order. */
  public interface Visitor {
    /** Reports of a partition are in this frame up to an offset; -1 when there are none yet. */
    void upTo(int reportPartition, long offset);

    /**
     * A report was added or taken back.
     *
     * @param sign 1 or -1
     * @param contribution to the drugs of this partition
     */
    void report(int sign, Contribution contribution);

    /**
     * A pair was observed by another detector.
     *
     * @param json of the SignalObservation
     */
    void observation(byte[] json);
  }

  static void writeReport(
      BinaryWriter body, FrameNames.Writer names, int sign, Contribution contribution) {
    body.writeByte(sign > 0 ? ADDED : RETRACTED);
    contribution.write(body, name -> names.write(name, body));
  }

  static void writeObservation(BinaryWriter body, byte[] json) {
    body.writeByte(OBSERVED).writeBytes(json);
  }

  static byte[] frame(Strata strata, int reportPartition, long offset, BinaryWriter body) {
    return new BinaryWriter(body.size() + 16)
        .writeByte(FORMAT)
        .writeByte(StrataCodes.of(strata))
        .writeVarint(reportPartition)
        .writeVarint(offset + 1)
        .append(body)
        .toBytes();
  }

  /**
   * Reads a frame.
   *
   * @param strata by which the reader counts
   * @param pool makes equal names the same object
   * @throws IllegalStateException if the frame is of another format, or its writer counts by other
   *     strata
   */
  public static void read(byte[] frame, Strata strata, NamePool pool, Visitor visitor) {
    BinaryReader in = new BinaryReader(frame);
    in.expectVersion(FORMAT, "a drug frame");
    StrataCodes.expect(strata, in.readByte(), "a drug frame");
    visitor.upTo(in.readInt(), in.readVarint() - 1);
    FrameNames.Reader names = new FrameNames.Reader(pool);
    while (in.hasMore()) {
      int kind = in.readByte();
      switch (kind) {
        case ADDED -> visitor.report(1, Contribution.read(in, () -> names.read(in)));
        case RETRACTED -> visitor.report(-1, Contribution.read(in, () -> names.read(in)));
        case OBSERVED -> visitor.observation(in.readBytes());
        default -> throw new IllegalStateException("a drug frame has an entry of kind " + kind);
      }
    }
  }
}
