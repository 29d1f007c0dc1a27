package io.tocsin.ingest.replay;

import java.util.Arrays;
import java.util.BitSet;

/** A report as far as it is counted. */
final class Draft {
  private final int[] vaccines;
  private final BitSet events;

  Draft(int[] vaccines, BitSet events) {
    this.vaccines = vaccines;
    this.events = events;
  }

  /** Numbers of its vaccines, ascending; not to be changed. */
  int[] vaccines() {
    return vaccines;
  }

  /** Numbers of its events; not to be changed. */
  BitSet events() {
    return events;
  }

  boolean names(int vaccine) {
    return Arrays.stream(vaccines).anyMatch(named -> named == vaccine);
  }
}
