package io.tocsin.schemas.reference;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reactions that a drug's product information lists, as published to {@code reference.labels}
 * under the drug's normalised name. A later one replaces an earlier one as a whole.
 *
 * @param drug as reports name it
 * @param reactions preferred terms; when there is none, nothing is known of what is listed
 * @param document what they were taken from, for a person
 * @param version of the document: 1 to 64 letters, digits, '.', '_' or '-'
 * @param revised date of this version
 */
public record ProductLabel(
    String drug, List<String> reactions, String document, String version, LocalDate revised) {

  /** Copies the list; an absent one is empty. */
  public ProductLabel {
    reactions = copy(reactions);
  }

  private static List<String> copy(@Nullable List<String> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
