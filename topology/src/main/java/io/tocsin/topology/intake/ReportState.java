package io.tocsin.topology.intake;

import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The last known version of a report.
 *
 * @param contribution what it adds to the counts; absent when it is nullified
 */
record ReportState(int version, @Nullable Contribution contribution) {
  private static final int FORMAT = 2;

  boolean nullified() {
    return contribution == null;
  }

  byte[] toBytes() {
    BinaryWriter out = new BinaryWriter(128);
    out.writeByte(FORMAT).writeVarint(version).writeByte(nullified() ? 1 : 0);
    if (contribution != null) {
      contribution.write(out);
    }
    return out.toBytes();
  }

  static ReportState fromBytes(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes);
    in.expectVersion(FORMAT, "an entry of the store 'reports'");
    int version = in.readInt();
    boolean nullified = in.readByte() == 1;
    return new ReportState(
        version, nullified ? null : Contribution.read(in, UnaryOperator.identity()));
  }
}
