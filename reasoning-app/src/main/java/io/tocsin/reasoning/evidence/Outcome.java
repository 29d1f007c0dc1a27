package io.tocsin.reasoning.evidence;

import io.tocsin.schemas.detection.Fact;
import java.util.List;

/** What came of asking a source. */
sealed interface Outcome {
  /** It answered. */
  record Told(List<Fact> facts) implements Outcome {}

  /**
   * It did not.
   *
   * @param saying the reason in words, for a person
   */
  record Missing(EvidenceListener.Reason reason, String saying) implements Outcome {}
}
