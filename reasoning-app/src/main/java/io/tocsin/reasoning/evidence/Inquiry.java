package io.tocsin.reasoning.evidence;

import io.tocsin.schemas.alert.Alert;

/** A way to ask one source. */
@FunctionalInterface
interface Inquiry {
  /** Asks about an alert, without waiting when the answer takes time. */
  Pending ask(Alert alert);

  /** An answer on its way. */
  @FunctionalInterface
  interface Pending {
    /** Waits for it, at most until the deadline. */
    Outcome await();
  }

  /** What came of a source that failed. */
  static Outcome failed(Throwable cause) {
    String why =
        cause instanceof EvidenceUnavailableException
            ? String.valueOf(cause.getMessage())
            : "failed with " + cause.getClass().getSimpleName();
    return new Outcome.Missing(EvidenceListener.Reason.FAILED, why);
  }
}
