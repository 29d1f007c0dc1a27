package io.tocsin.topology.frames;

import io.tocsin.schemas.report.ReportSource;
import io.tocsin.topology.intake.Contribution;
import io.tocsin.topology.intake.Contribution.SeriousnessBits;
import io.tocsin.topology.intake.SourceCodes;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import java.util.List;

/**
 * The binary message from intake to counting: what many reports change for the drugs of one
 * counting partition.
 *
 * <p>Format 1: version byte; partition of {@code adverse-event-reports}; offset up to which its
 * reports are in this frame, plus one; then entries. An entry is a kind byte, then for added or
 * retracted reports: receipt day, seriousness bits, source, drugs, events; for an observation: its
 * JSON.
 */
public final class DrugFrame {
  static final int FORMAT = 1;
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
     */
    void report(
        int sign,
        int receiptDay,
        SeriousnessBits seriousness,
        ReportSource source,
        List<String> drugs,
        List<String> events);

    /**
     * A pair was observed by another detector.
     *
     * @param json of the SignalObservation
     */
    void observation(byte[] json);
  }

  static void writeReport(
      BinaryWriter body, int sign, Contribution contribution, List<String> drugs) {
    body.writeByte(sign > 0 ? ADDED : RETRACTED)
        .writeSigned(contribution.receiptDay())
        .writeByte(contribution.seriousness().bits())
        .writeByte(SourceCodes.of(contribution.source()))
        .writeVarint(drugs.size());
    drugs.forEach(body::writeText);
    body.writeVarint(contribution.events().size());
    contribution.events().forEach(body::writeText);
  }

  static void writeObservation(BinaryWriter body, byte[] json) {
    body.writeByte(OBSERVED).writeBytes(json);
  }

  static byte[] frame(int reportPartition, long offset, BinaryWriter body) {
    return new BinaryWriter(body.size() + 16)
        .writeByte(FORMAT)
        .writeVarint(reportPartition)
        .writeVarint(offset + 1)
        .append(body)
        .toBytes();
  }

  /**
   * Reads a frame.
   *
   * @param names makes equal names the same object
   */
  public static void read(byte[] frame, NamePool names, Visitor visitor) {
    BinaryReader in = new BinaryReader(frame);
    in.expectVersion(FORMAT, "a drug frame");
    visitor.upTo(in.readInt(), in.readVarint() - 1);
    while (in.hasMore()) {
      int kind = in.readByte();
      switch (kind) {
        case ADDED -> readReport(in, 1, names, visitor);
        case RETRACTED -> readReport(in, -1, names, visitor);
        case OBSERVED -> visitor.observation(in.readBytes());
        default -> throw new IllegalStateException("a drug frame has an entry of kind " + kind);
      }
    }
  }

  private static void readReport(BinaryReader in, int sign, NamePool names, Visitor visitor) {
    int receiptDay = Math.toIntExact(in.readSigned());
    SeriousnessBits seriousness = new SeriousnessBits(in.readByte());
    ReportSource source = SourceCodes.source(in.readByte());
    List<String> drugs = names.readTexts(in);
    List<String> events = names.readTexts(in);
    visitor.report(sign, receiptDay, seriousness, source, drugs, events);
  }
}
