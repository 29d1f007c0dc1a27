package io.tocsin.reasoning.assessment;

import io.tocsin.schemas.detection.Assessment;
import java.util.Optional;

/**
 * Validated, finished answers to identical questions. Place of the caches; there is none yet.
 *
 * <p>Keys are hashes of the whole canonical request, within a tenant and a variant.
 */
public interface AnswerCache {
  /** The answer, unless it is unknown or too old. */
  Optional<Assessment> find(String key);

  /** Keeps a validated answer. */
  void store(String key, Assessment answer);
}
