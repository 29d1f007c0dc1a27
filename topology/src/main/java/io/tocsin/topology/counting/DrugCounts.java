package io.tocsin.topology.counting;

import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import io.tocsin.topology.state.FrameLog;
import io.tocsin.topology.strata.StratumForm;
import org.jspecify.annotations.Nullable;

/** What is counted of one drug: its margin, also by stratum, and its pairs by event. */
final class DrugCounts extends FrameLog.Entry {
  final String drug;
  final PairsByEvent pairs = new PairsByEvent();
  int reports;
  private StratumCounts strata = new StratumCounts();
  private @Nullable StratumCounts frozen;

  DrugCounts(String drug) {
    this.drug = drug;
  }

  void addToStratum(int stratum, int sign) {
    strata.add(stratum, sign);
    frozen = null;
  }

  /** The margin by stratum as it stands; what is handed out never changes. */
  StratumCounts strata() {
    StratumCounts copy = frozen;
    if (copy == null) {
      copy = strata.copy();
      frozen = copy;
    }
    return copy;
  }

  void write(BinaryWriter out) {
    out.writeVarint(reports);
    StratumForm.write(strata, out);
  }

  void restore(BinaryReader in) {
    reports = in.readInt();
    strata = StratumForm.read(in);
    frozen = null;
  }

  /** Forgets its counts, as when its changelog entry was removed. */
  void clear() {
    reports = 0;
    strata = new StratumCounts();
    frozen = null;
  }
}
