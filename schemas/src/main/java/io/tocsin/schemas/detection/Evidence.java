package io.tocsin.schemas.detection;

import java.util.List;

/**
 * All that an assessment may rest on.
 *
 * @param facts each id once
 * @param unavailable sources that were asked and failed or came too late; the assessment was made
 *     without them
 */
public record Evidence(List<Fact> facts, List<String> unavailable) {

  /** Copies the lists. */
  public Evidence {
    facts = List.copyOf(facts);
    unavailable = List.copyOf(unavailable);
  }
}
