package io.tocsin.schemas.detection;

import java.util.List;

/**
 * The answer to one question about causality.
 *
 * @param reason one sentence for a person
 * @param factIds facts it rests on; empty exactly when the finding is {@link Finding#NO_DATA}
 */
public record CausalityItem(
    Criterion criterion, Finding finding, String reason, List<String> factIds) {

  /** Copies the list. */
  public CausalityItem {
    factIds = List.copyOf(factIds);
  }
}
