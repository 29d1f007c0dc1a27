package io.tocsin.reasoning.assessment;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Detection;

/**
 * Turns an alert into a detection. Called from many threads at once, never twice at a time for one
 * pair; may block. The same alert gives the same detection but for its times.
 */
@FunctionalInterface
public interface Reasoner {
  /** The detection of an alert; a runtime exception means that this alert cannot be assessed. */
  Detection reason(Alert alert);
}
