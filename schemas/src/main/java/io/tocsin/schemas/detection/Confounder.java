package io.tocsin.schemas.detection;

import java.util.List;

/**
 * Something other than the drug that could explain the reports.
 *
 * @param finding SUPPORTED when the facts point to it
 * @param reason one sentence for a person
 */
public record Confounder(Kind kind, Finding finding, String reason, List<String> factIds) {

  /** Copies the list. */
  public Confounder {
    factIds = List.copyOf(factIds);
  }

  /** The closed list of what is looked for. */
  public enum Kind {
    /** The disease that the drug was given for. */
    INDICATION,
    /** Another drug that the same patients took. */
    CO_MEDICATION,
    /** Publicity that stimulates reporting. */
    NOTORIETY,
    /** One case reported several times. */
    DUPLICATES
  }
}
