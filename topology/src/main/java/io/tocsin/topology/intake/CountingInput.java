package io.tocsin.topology.intake;

import io.tocsin.schemas.signal.SignalObservation;
import org.jspecify.annotations.Nullable;

/** What intake passes on to be counted or scored. */
public sealed interface CountingInput {

  /**
   * What one accepted version of a report changes.
   *
   * @param partition of {@code adverse-event-reports} it was read from
   * @param offset it was read at
   * @param retracted what the version before had added; absent for an initial report
   * @param added absent for a nullification
   */
  record Change(
      int partition, long offset, @Nullable Contribution retracted, @Nullable Contribution added)
      implements CountingInput {}

  /** A ready-made observation of a pair. */
  record Observed(SignalObservation observation) implements CountingInput {}
}
