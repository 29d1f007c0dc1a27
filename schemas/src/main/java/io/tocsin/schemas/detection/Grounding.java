package io.tocsin.schemas.detection;

import java.util.List;

/**
 * Result of checking an assessment against its evidence.
 *
 * @param grounded every cited fact exists and every number in the narrative is a fact's
 * @param problems what was not grounded, one sentence each
 */
public record Grounding(boolean grounded, List<String> problems) {

  /** Copies the list. */
  public Grounding {
    problems = List.copyOf(problems);
  }
}
