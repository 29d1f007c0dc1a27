package io.tocsin.topology.intake;

import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.scoring.causality.CaseAssessment;
import io.tocsin.scoring.causality.CaseAssessor;
import io.tocsin.scoring.causality.CaseFacts;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the case facts of one report say of each of its counted drugs and events: the code of the
 * causality assessment and the class of the time to onset. They are assessed once, at intake, so
 * that what is taken back later is what was added.
 *
 * <p>Binary form, for each drug and in it for each event: the code, {@link #NONE} without an
 * assessment; after a code the class.
 */
public final class CaseFindings {
  /** Stands for no assessment, or no known time to onset. */
  public static final int NONE = 255;

  /** Last day of each class of the time to onset but the last, which is open. */
  private static final int[] LAST_DAY = {1, 7, 30, 90};

  /** Classes of the time to onset: 0 to this, exclusive. */
  public static final int ONSET_CLASSES = LAST_DAY.length + 1;

  /** Of a report without case facts. */
  static final CaseFindings EMPTY = new CaseFindings(0, new byte[0], new byte[0]);

  private final int events;
  private final byte[] assessments;
  private final byte[] onsets;

  private CaseFindings(int events, byte[] assessments, byte[] onsets) {
    this.events = events;
    this.assessments = assessments;
    this.onsets = onsets;
  }

  private CaseFindings(int drugs, int events) {
    this(events, new byte[drugs * events], new byte[drugs * events]);
    Arrays.fill(assessments, (byte) NONE);
    Arrays.fill(onsets, (byte) NONE);
  }

  static CaseFindings of(AdverseEventReport report, List<ReportedDrug> countedDrugs) {
    if (countedDrugs.stream().noneMatch(CaseFindings::hasFacts)) {
      return EMPTY;
    }
    List<Reaction> reactions = report.reactions();
    CaseFindings findings = new CaseFindings(countedDrugs.size(), reactions.size());
    for (int drug = 0; drug < countedDrugs.size(); drug++) {
      for (int event = 0; event < reactions.size(); event++) {
        findings.set(
            drug,
            event,
            CaseFacts.of(
                report, countedDrugs.get(drug), reactions.get(event), countedDrugs.size() - 1));
      }
    }
    return findings;
  }

  private static boolean hasFacts(ReportedDrug drug) {
    return drug.startDate() != null || drug.dechallenge() != null || drug.rechallenge() != null;
  }

  private void set(int drug, int event, CaseFacts facts) {
    CaseAssessment assessment = CaseAssessor.assess(facts);
    if (assessment != null) {
      assessments[at(drug, event)] = (byte) assessment.code();
      onsets[at(drug, event)] = (byte) onsetClass(facts.onsetLatencyDays());
    }
  }

  private static int onsetClass(@Nullable Integer days) {
    if (days == null || days < 0) {
      return NONE;
    }
    int onsetClass = 0;
    while (onsetClass < LAST_DAY.length && days > LAST_DAY[onsetClass]) {
      onsetClass++;
    }
    return onsetClass;
  }

  private int at(int drug, int event) {
    return drug * events + event;
  }

  boolean isEmpty() {
    return assessments.length == 0;
  }

  /** Code of the {@link CaseAssessment} of a drug and an event; {@link #NONE} without. */
  public int assessment(int drug, int event) {
    return isEmpty() ? NONE : Byte.toUnsignedInt(assessments[at(drug, event)]);
  }

  /**
   * Class of the time from a drug's start to an event's onset: 0 for at most 1 day, 1 for 7, 2 for
   * 30, 3 for 90, 4 for more; {@link #NONE} when a date is missing or the event came first.
   */
  public int onsetClass(int drug, int event) {
    return isEmpty() ? NONE : Byte.toUnsignedInt(onsets[at(drug, event)]);
  }

  /** The findings of some of the drugs. */
  CaseFindings of(int[] drugs) {
    if (isEmpty()) {
      return EMPTY;
    }
    CaseFindings some = new CaseFindings(drugs.length, events);
    for (int i = 0; i < drugs.length; i++) {
      System.arraycopy(assessments, at(drugs[i], 0), some.assessments, some.at(i, 0), events);
      System.arraycopy(onsets, at(drugs[i], 0), some.onsets, some.at(i, 0), events);
    }
    return some;
  }

  void write(BinaryWriter out) {
    for (int i = 0; i < assessments.length; i++) {
      out.writeByte(assessments[i]);
      if (Byte.toUnsignedInt(assessments[i]) != NONE) {
        out.writeByte(onsets[i]);
      }
    }
  }

  static CaseFindings read(BinaryReader in, int drugs, int events) {
    in.expect((long) drugs * events);
    CaseFindings findings = new CaseFindings(drugs, events);
    for (int i = 0; i < findings.assessments.length; i++) {
      int code = in.readByte();
      if (code != NONE) {
        findings.assessments[i] = (byte) code;
        findings.onsets[i] = (byte) in.readByte();
      }
    }
    return findings;
  }
}
