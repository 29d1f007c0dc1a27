package io.tocsin.topology.intake;

import org.jspecify.annotations.Nullable;

/** A version of a report, just read or known from before. */
interface ReportState {

  /** Number of the version. */
  int version();

  /** Whether it takes the report back. */
  boolean nullified();

  /** What it adds to the counts; absent when it is nullified. */
  @Nullable Contribution contribution();

  /**
   * A version at hand.
   *
   * @param contribution absent when it is nullified
   */
  record Read(int version, @Nullable Contribution contribution) implements ReportState {
    @Override
    public boolean nullified() {
      return contribution == null;
    }
  }
}
