package io.tocsin.topology.intake;

import io.tocsin.schemas.report.ReportSource;

/** The numbers that stand for report sources in state and internal messages; never renumbered. */
public final class SourceCodes {
  /** One above the highest code. */
  public static final int COUNT = 8;

  private SourceCodes() {}

  /** The code of a source, 0 to {@link #COUNT} − 1. */
  public static int of(ReportSource source) {
    return switch (source) {
      case FAERS -> 0;
      case VAERS -> 1;
      case EUDRAVIGILANCE -> 2;
      case LITERATURE -> 3;
      case SOCIAL -> 4;
      case RWE -> 5;
      case CLINICAL_TRIAL -> 6;
      case OTHER -> 7;
    };
  }

  /** The source of a code. */
  public static ReportSource source(int code) {
    return switch (code) {
      case 0 -> ReportSource.FAERS;
      case 1 -> ReportSource.VAERS;
      case 2 -> ReportSource.EUDRAVIGILANCE;
      case 3 -> ReportSource.LITERATURE;
      case 4 -> ReportSource.SOCIAL;
      case 5 -> ReportSource.RWE;
      case 6 -> ReportSource.CLINICAL_TRIAL;
      case 7 -> ReportSource.OTHER;
      default -> throw new IllegalArgumentException("no report source has the code " + code);
    };
  }
}
