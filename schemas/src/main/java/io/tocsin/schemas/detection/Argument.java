package io.tocsin.schemas.detection;

import java.util.List;

/**
 * One sentence for or against, or one that says what is missing.
 *
 * @param factIds facts it cites; may be empty only where something is missing
 */
public record Argument(String statement, List<String> factIds) {

  /** Copies the list. */
  public Argument {
    factIds = List.copyOf(factIds);
  }
}
