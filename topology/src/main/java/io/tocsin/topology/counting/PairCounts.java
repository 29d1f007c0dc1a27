package io.tocsin.topology.counting;

import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.signal.AssessedCases;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.OnsetLatency;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.scoring.causality.CaseAssessment;
import io.tocsin.scoring.strata.Strata;
import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.intake.CaseFindings;
import io.tocsin.topology.intake.Contribution;
import io.tocsin.topology.intake.Contribution.SeriousnessBits;
import io.tocsin.topology.intake.SourceCodes;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is counted of one pair, and what its last score was made from. */
public final class PairCounts {
  /** Codes below this are patient groups; from here on, sources. They are never renumbered. */
  private static final int SOURCES = 100;

  /** From here on, classes of the time to onset. */
  private static final int ONSETS = 200;

  /** From here on, codes of case assessments. */
  private static final int ASSESSMENTS = 300;

  final DrugCounts drug;
  final String event;

  private int reports;
  private int serious;
  private int deaths;
  private int lifeThreatening;
  private int hospitalizations;
  private int disabilities;
  private int congenitalAnomalies;
  private final SparseCounts byCode = new SparseCounts();
  private DayCounts days = new DayCounts();
  @Nullable SignalObservation observation;

  /** Whether it has changed since it was last scored. */
  boolean waiting;

  /** Which round of frames it has waited since. */
  long waitingSince;

  boolean isChanged;
  boolean observationChanged;

  /** Its place in the list of all pairs of its partition. */
  int index;

  private final ScoreStamp stamp = new ScoreStamp();

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

  /** What its last score was made from. */
  public ScoreStamp stamp() {
    return stamp;
  }

  /** Whether nothing is left to remember. */
  public boolean isVoid() {
    return reports == 0 && observation == null;
  }

  void add(int sign, Contribution report, Strata strata) {
    SeriousnessBits seriousness = report.seriousness();
    reports += sign;
    serious += seriousness.serious() ? sign : 0;
    deaths += seriousness.death() ? sign : 0;
    lifeThreatening += seriousness.lifeThreatening() ? sign : 0;
    hospitalizations += seriousness.hospitalization() ? sign : 0;
    disabilities += seriousness.disability() ? sign : 0;
    congenitalAnomalies += seriousness.congenitalAnomaly() ? sign : 0;
    byCode.add(SOURCES + SourceCodes.of(report.source()), sign);
    if (strata.any()) {
      byCode.add(report.patientGroup(), sign);
    }
    days.add(report.receiptDay(), sign);
  }

  /**
   * Adds what a report's case facts say, or takes it back.
   *
   * @param assessment code of a {@link CaseAssessment}, or {@link CaseFindings#NONE}
   * @param onsetClass class of the time to onset, or {@link CaseFindings#NONE}
   */
  void addFindings(int sign, int assessment, int onsetClass) {
    if (assessment != CaseFindings.NONE) {
      byCode.add(ASSESSMENTS + assessment, sign);
    }
    if (onsetClass != CaseFindings.NONE) {
      byCode.add(ONSETS + onsetClass, sign);
    }
  }

  CaseSummary cases() {
    return new CaseSummary(
        serious,
        deaths,
        lifeThreatening,
        hospitalizations,
        disabilities,
        congenitalAnomalies,
        days.isEmpty() ? null : LocalDate.ofEpochDay(days.day(0)),
        days.isEmpty() ? null : LocalDate.ofEpochDay(days.day(days.size() - 1)),
        bySource(),
        ReceiptSeries.weekly(days),
        ReceiptSeries.monthly(days),
        onsetLatency(),
        assessed());
  }

  private @Nullable OnsetLatency onsetLatency() {
    int first = byCode.indexFrom(ONSETS);
    boolean any = first < byCode.size() && byCode.code(first) < ASSESSMENTS;
    return any ? new OnsetLatency(onsets(0), onsets(1), onsets(2), onsets(3), onsets(4)) : null;
  }

  private int onsets(int onsetClass) {
    return byCode.of(ONSETS + onsetClass);
  }

  private List<AssessedCases> assessed() {
    List<AssessedCases> cases = new ArrayList<>();
    for (int i = byCode.indexFrom(ASSESSMENTS); i < byCode.size(); i++) {
      cases.add(CaseAssessment.ofCode(byCode.code(i) - ASSESSMENTS).of(byCode.reports(i)));
    }
    return cases;
  }

  private Map<ReportSource, Long> bySource() {
    Map<ReportSource, Long> sources = new EnumMap<>(ReportSource.class);
    for (int code = 0; code < SourceCodes.COUNT; code++) {
      int count = byCode.of(SOURCES + code);
      if (count > 0) {
        sources.put(SourceCodes.source(code), (long) count);
      }
    }
    return sources;
  }

  /** Reports by patient group; empty when nothing is counted by stratum. */
  StratumCounts byPatientGroup() {
    StratumCounts groups = new StratumCounts();
    for (int i = 0; i < byCode.size() && byCode.code(i) < SOURCES; i++) {
      groups.add(byCode.code(i), byCode.reports(i));
    }
    return groups;
  }

  CountedReports plain() {
    return new CountedReports(reports, byPatientGroup().toMap(), days.toMap(), cases());
  }

  void write(BinaryWriter out) {
    out.writeVarint(reports)
        .writeByte(waiting ? 1 : 0)
        .writeVarint(serious)
        .writeVarint(deaths)
        .writeVarint(lifeThreatening)
        .writeVarint(hospitalizations)
        .writeVarint(disabilities)
        .writeVarint(congenitalAnomalies);
    byCode.write(out);
    days.write(out);
  }

  void restore(BinaryReader in) {
    reports = in.readInt();
    waiting = in.readByte() == 1;
    serious = in.readInt();
    deaths = in.readInt();
    lifeThreatening = in.readInt();
    hospitalizations = in.readInt();
    disabilities = in.readInt();
    congenitalAnomalies = in.readInt();
    byCode.restore(in);
    days = DayCounts.read(in);
  }

  /** Forgets all counts, as when its changelog entry was removed. */
  void clear() {
    reports = 0;
    waiting = false;
    serious = 0;
    deaths = 0;
    lifeThreatening = 0;
    hospitalizations = 0;
    disabilities = 0;
    congenitalAnomalies = 0;
    byCode.clear();
    days = new DayCounts();
  }
}
