package io.tocsin.reasoning.assessment;

import io.tocsin.schemas.detection.Detection;
import java.util.Optional;

/**
 * Remembers paid answers by reasoning id, so that no crash or redelivery pays twice. Place of the
 * ledger; there is none yet, as rules cost nothing and the sink is exactly-once by itself.
 */
public interface ReasoningLedger {
  /** The detection that was already paid for. */
  Optional<Detection> find(String reasoningId);

  /** Keeps a detection before it is published. */
  void record(Detection detection);
}
