package io.tocsin.topology.margins;

import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.state.FrameLog;

/** The reports of one partition that name one event. */
final class EventCount {
  final String event;
  long reports;
  StratumCounts strata = new StratumCounts();

  /** Its place in the changelog. */
  final Place logged = new Place(this);

  /** Its place in what was published of the crude counts. */
  final Place published = new Place(this);

  /** Its place in what was published of the counts by stratum. */
  final Place strataPublished = new Place(this);

  EventCount(String event) {
    this.event = event;
  }

  /** A place in one of the logs that tell of a count. */
  static final class Place extends FrameLog.Entry {
    final EventCount count;

    Place(EventCount count) {
      this.count = count;
    }
  }
}
