package io.tocsin.reasoning.evidence;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Fact;
import java.util.List;

/** Knows something about pairs. Thread-safe. */
public interface EvidenceSource extends AutoCloseable {
  /** What it is called in detections and metrics, such as {@code literature}. */
  String name();

  /**
   * What it knows about an alert's pair; empty when it knows nothing. May block: it is called on a
   * virtual thread, which is interrupted at the deadline. Texts from outside are de-identified.
   *
   * @throws EvidenceUnavailableException when it cannot tell, saying why
   * @throws Exception when it fails otherwise
   */
  List<Fact> gather(Alert alert) throws Exception;

  /** Whether it answers from memory, at once, so that nobody needs to wait for it. */
  default boolean inMemory() {
    return false;
  }

  @Override
  default void close() {}
}
