package io.tocsin.topology.strata;

import io.tocsin.scoring.strata.Strata;
import java.util.Set;

/** What reports can be stratified by. */
public enum Dimension {
  /** Sex of the patient. */
  SEX,
  /** Age band of the patient. */
  AGE,
  /** Year of receipt. */
  YEAR;

  /** The strata that some dimensions make together. */
  public static Strata strata(Set<Dimension> dimensions) {
    return new Strata(
        dimensions.contains(SEX), dimensions.contains(AGE), dimensions.contains(YEAR));
  }
}
