package io.tocsin.scoring;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.scoring.strata.PairStrata;
import org.jspecify.annotations.Nullable;

/** Which expected count the measures that use one are computed against. */
public enum Expectation {
  /** nDrug · nEvent / N of the pair's table. */
  CRUDE,
  /** The sum of that over strata, where strata are counted; else as {@link #CRUDE}. */
  STRATIFIED;

  /**
   * The expected count of a pair.
   *
   * @param strata absent when nothing is counted by stratum
   */
  public double of(ContingencyTable table, @Nullable PairStrata strata) {
    double adjusted = this == STRATIFIED && strata != null ? strata.expected() : 0;
    return adjusted > 0 ? adjusted : table.expected();
  }
}
