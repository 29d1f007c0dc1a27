package io.tocsin.reasoning.assessment;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.Evidence;
import java.time.Instant;
import java.util.List;

/**
 * All that is known of an alert before a model is asked.
 *
 * @param computed what rules make of it
 * @param warnings sentences for the reader about the facts themselves, such as that a text in them
 *     reads like an instruction
 * @param taken when the alert was taken up
 */
record CaseFile(
    Alert alert, Evidence evidence, Assessment computed, List<String> warnings, Instant taken) {
  CaseFile {
    warnings = List.copyOf(warnings);
  }
}
