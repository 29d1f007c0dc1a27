package io.tocsin.topology.counting;

import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.signal.AssessedCases;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.OnsetLatency;
import io.tocsin.scoring.causality.CaseAssessment;
import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.intake.CaseFindings;
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

/**
 * What the reports of a pair have in common, each thing counted by itself; exact under additions
 * and retractions in any order.
 */
final class CaseCounts {
  /** Codes below this are patient groups; from here on, sources. They are never renumbered. */
  private static final int SOURCES = 100;

  /** From here on, classes of the time to onset. */
  private static final int ONSETS = 200;

  /** From here on, codes of case assessments. */
  private static final int ASSESSMENTS = 300;

  /** From here on, the criteria of seriousness. */
  private static final int SERIOUSNESS = 600;

  private static final int SERIOUS = SERIOUSNESS;
  private static final int DEATH = SERIOUSNESS + 1;
  private static final int LIFE_THREATENING = SERIOUSNESS + 2;
  private static final int HOSPITALIZATION = SERIOUSNESS + 3;
  private static final int DISABILITY = SERIOUSNESS + 4;
  private static final int CONGENITAL_ANOMALY = SERIOUSNESS + 5;

  private final SparseCounts byCode;
  private final DayCounts days;

  CaseCounts() {
    this(new SparseCounts(), new DayCounts());
  }

  private CaseCounts(SparseCounts byCode, DayCounts days) {
    this.byCode = byCode;
    this.days = days;
  }

  /** Adds a report, or takes it back. */
  void add(int sign, CountedCase report) {
    days.add(report.receiptDay(), sign);
    byCode.add(SOURCES + report.source(), sign);
    addIf(report.patientGroup() != CountedCase.NO_GROUP, report.patientGroup(), sign);
    addIf(report.assessment() != CaseFindings.NONE, ASSESSMENTS + report.assessment(), sign);
    addIf(report.onsetClass() != CaseFindings.NONE, ONSETS + report.onsetClass(), sign);
    SeriousnessBits seriousness = new SeriousnessBits(report.seriousness());
    addIf(seriousness.serious(), SERIOUS, sign);
    addIf(seriousness.death(), DEATH, sign);
    addIf(seriousness.lifeThreatening(), LIFE_THREATENING, sign);
    addIf(seriousness.hospitalization(), HOSPITALIZATION, sign);
    addIf(seriousness.disability(), DISABILITY, sign);
    addIf(seriousness.congenitalAnomaly(), CONGENITAL_ANOMALY, sign);
  }

  private void addIf(boolean holds, int code, int sign) {
    if (holds) {
      byCode.add(code, sign);
    }
  }

  CaseSummary summary() {
    return new CaseSummary(
        byCode.of(SERIOUS),
        byCode.of(DEATH),
        byCode.of(LIFE_THREATENING),
        byCode.of(HOSPITALIZATION),
        byCode.of(DISABILITY),
        byCode.of(CONGENITAL_ANOMALY),
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
    int end = byCode.indexFrom(SERIOUSNESS);
    for (int i = byCode.indexFrom(ASSESSMENTS); i < end; i++) {
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

  Map<LocalDate, Integer> byReceiptDate() {
    return days.toMap();
  }

  void write(BinaryWriter out) {
    byCode.write(out);
    days.write(out);
  }

  static CaseCounts read(BinaryReader in) {
    return new CaseCounts(SparseCounts.read(in), DayCounts.read(in));
  }
}
