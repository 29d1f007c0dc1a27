package io.tocsin.topology.strata;

import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;

/**
 * The binary form of counts by stratum: how many strata, then for each the distance from the
 * stratum before and the reports.
 */
public final class StratumForm {
  private StratumForm() {}

  /** Appends counts. */
  public static void write(StratumCounts counts, BinaryWriter out) {
    out.writeVarint(counts.size());
    int previous = 0;
    for (int i = 0; i < counts.size(); i++) {
      out.writeVarint(counts.stratum(i) - previous).writeSigned(counts.reports(i));
      previous = counts.stratum(i);
    }
  }

  /** Reads counts. */
  public static StratumCounts read(BinaryReader in) {
    int size = in.readSize();
    StratumCounts counts = new StratumCounts(size);
    int stratum = 0;
    for (int left = size; left > 0; left--) {
      stratum += in.readInt();
      counts.add(stratum, in.readSignedInt());
    }
    return counts;
  }
}
