package io.tocsin.topology.margins;

import io.tocsin.scoring.strata.StratumCounts;

/** The reports of one partition that name one event. */
final class EventCount {
  /** Differs from the changelog. */
  static final int UNLOGGED = 1;

  /** The count differs from what was published. */
  static final int UNPUBLISHED = 2;

  /** The counts by stratum differ from what was published. */
  static final int STRATA_UNPUBLISHED = 4;

  final String event;
  long reports;
  StratumCounts strata = new StratumCounts();
  private int marks;

  EventCount(String event) {
    this.event = event;
  }

  /** Sets a mark; answers whether it was not set. */
  boolean mark(int which) {
    boolean isNew = (marks & which) == 0;
    marks |= which;
    return isNew;
  }

  void unmark(int which) {
    marks &= ~which;
  }
}
