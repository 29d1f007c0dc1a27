package io.tocsin.scoring;

/** Which expected count the measures that use one are computed against. */
public enum Expectation {
  /** nDrug · nEvent / N of the pair's table. */
  CRUDE,
  /** The sum of that over strata, where strata are counted; else as {@link #CRUDE}. */
  STRATIFIED
}
