package io.tocsin.reasoning.assessment;

import io.tocsin.schemas.detection.Usage;
import java.io.IOException;
import java.time.Duration;

/**
 * A language model that explains what was computed. Place of the provider adapters; there is none
 * yet, and rules answer alone.
 */
public interface ReasoningModel {
  /** Provider and version, as recorded in detections. */
  String version();

  /**
   * Asks once, without retries.
   *
   * @param deadline after which the call is given up and its connection closed
   * @throws IOException when there is no usable answer
   */
  Answer ask(String prompt, Duration deadline) throws IOException, InterruptedException;

  /**
   * What came back.
   *
   * @param json not validated yet
   * @param usage as the provider counted it
   */
  record Answer(String json, Usage usage) {}
}
