package io.tocsin.topology.counting;

import io.tocsin.scoring.strata.Strata;
import io.tocsin.topology.intake.CaseFindings;
import io.tocsin.topology.intake.Contribution;
import io.tocsin.topology.intake.Contribution.SeriousnessBits;
import io.tocsin.topology.intake.SourceCodes;

/**
 * One report as a pair counts it. All of it fits into one number, and most pairs have one report.
 *
 * @param receiptDay in days since 1970-01-01
 * @param seriousness bits of {@link SeriousnessBits}
 * @param source code of the source
 * @param patientGroup sex and age band, or {@link #NO_GROUP} when nothing is counted by stratum
 * @param assessment code of a case assessment, or {@link CaseFindings#NONE}
 * @param onsetClass class of the time to onset, or {@link CaseFindings#NONE}
 */
record CountedCase(
    int receiptDay, int seriousness, int source, int patientGroup, int assessment, int onsetClass) {
  static final int NO_GROUP = 127;

  private static final int SERIOUSNESS_BITS = 6;
  private static final int SOURCE_BITS = 3;
  private static final int GROUP_BITS = 7;
  private static final int FINDING_BITS = 8;

  static CountedCase of(Contribution report, Strata strata, int drug, int event) {
    return new CountedCase(
        report.receiptDay(),
        report.seriousness().bits(),
        SourceCodes.of(report.source()),
        strata.any() ? report.patientGroup() : NO_GROUP,
        report.findings().assessment(drug, event),
        report.findings().onsetClass(drug, event));
  }

  static CountedCase of(long packed) {
    long rest = packed;
    int onsetClass = (int) rest & mask(FINDING_BITS);
    rest >>= FINDING_BITS;
    int assessment = (int) rest & mask(FINDING_BITS);
    rest >>= FINDING_BITS;
    int patientGroup = (int) rest & mask(GROUP_BITS);
    rest >>= GROUP_BITS;
    int source = (int) rest & mask(SOURCE_BITS);
    rest >>= SOURCE_BITS;
    int seriousness = (int) rest & mask(SERIOUSNESS_BITS);
    rest >>= SERIOUSNESS_BITS;
    return new CountedCase((int) rest, seriousness, source, patientGroup, assessment, onsetClass);
  }

  /** The number that {@link #of(long)} reads. */
  long packed() {
    long packed = receiptDay;
    packed = packed << SERIOUSNESS_BITS | seriousness;
    packed = packed << SOURCE_BITS | source;
    packed = packed << GROUP_BITS | patientGroup;
    packed = packed << FINDING_BITS | assessment;
    return packed << FINDING_BITS | onsetClass;
  }

  private static int mask(int bits) {
    return (1 << bits) - 1;
  }
}
