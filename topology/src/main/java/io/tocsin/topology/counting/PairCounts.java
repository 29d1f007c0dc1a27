package io.tocsin.topology.counting;

import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of one pair, and what its last score was made from.
 *
 * <p>There are millions of these, and two of three have one report. So a single report is kept as a
 * number, a pair is its own {@link ScoreStamp}, and only a pair that has had more than one report
 * takes a second object.
 */
public final class PairCounts extends ScoreStamp {
  private static final int WAITING = 1;
  private static final int SINGLE = 2;

  /** It has no place in the queue of pairs that wait. */
  static final byte NO_PLACE = -1;

  final DrugCounts drug;
  final String event;

  private int reports;

  /** The only report, unless there are {@link #many}; {@link CountedCase#packed()}. */
  private long single;

  /** Its reports, once it has had more than one at a time. */
  private @Nullable CaseCounts many;

  @Nullable SignalObservation observation;

  /** Whether it has changed since it was last scored. */
  boolean waiting;

  /** Which frame it has waited since. */
  int waitingSince;

  /** Its place in the queue, by urgency; or {@link #NO_PLACE}. */
  byte place = NO_PLACE;

  /** Whether the queue has yet to look where it belongs. */
  boolean isToBePlaced;

  /** Its place in the list of all pairs of its partition. */
  int index;

  PairCounts(DrugCounts drug, String event) {
    this.drug = drug;
    this.event = event;
  }

  /** The drug. */
  public String drug() {
    return drug.drug;
  }

  /** The event. */
  public String event() {
    return event;
  }

  /** Reports of the pair. */
  public int reports() {
    return reports;
  }

  /** The drug's margin. */
  public int drugReports() {
    return drug.reports;
  }

  /** The drug's margin by stratum; what is handed out never changes. */
  public StratumCounts drugStrata() {
    return drug.strata();
  }

  /** Whether it waits to be scored because its reports have changed. */
  public boolean isWaiting() {
    return waiting;
  }

  /** Whether another detector has observed it. */
  public boolean isObserved() {
    return observation != null;
  }

  /** What its last score was made from. */
  public ScoreStamp stamp() {
    return this;
  }

  /** Whether nothing is left to remember. */
  public boolean isVoid() {
    return reports == 0 && observation == null;
  }

  /** Adds a report, or takes it back. */
  void add(int sign, CountedCase report) {
    if (many == null && reports == 0 && sign > 0) {
      single = report.packed();
    } else if (many != null || reports != 1 || sign > 0 || single != report.packed()) {
      CaseCounts all = counts();
      all.add(sign, report);
      many = all;
    }
    reports += sign;
  }

  /** Its reports, counted; not to be changed unless they are {@link #many}. */
  private CaseCounts counts() {
    if (many != null) {
      return many;
    }
    CaseCounts counts = new CaseCounts();
    if (reports == 1) {
      counts.add(1, CountedCase.of(single));
    }
    return counts;
  }

  CaseSummary cases() {
    return counts().summary();
  }

  /** Reports by patient group; empty when nothing is counted by stratum. */
  StratumCounts byPatientGroup() {
    return counts().byPatientGroup();
  }

  CountedReports plain() {
    CaseCounts counts = counts();
    return new CountedReports(
        reports, counts.byPatientGroup().toMap(), counts.byReceiptDate(), counts.summary());
  }

  void write(BinaryWriter out) {
    boolean isSingle = many == null && reports == 1;
    out.writeVarint(reports).writeByte((waiting ? WAITING : 0) | (isSingle ? SINGLE : 0));
    if (isSingle) {
      out.writeSigned(single);
    } else {
      counts().write(out);
    }
  }

  void restore(BinaryReader in) {
    reports = in.readInt();
    int flags = in.readByte();
    waiting = (flags & WAITING) != 0;
    if ((flags & SINGLE) != 0) {
      single = in.readSigned();
      many = null;
    } else {
      many = CaseCounts.read(in);
    }
  }

  /** Forgets all counts, as when its changelog entry was removed. */
  void clear() {
    reports = 0;
    waiting = false;
    many = null;
  }
}
