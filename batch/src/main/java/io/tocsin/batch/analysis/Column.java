package io.tocsin.batch.analysis;

import java.util.Locale;

/** A number that is known of every pair, or absent. */
public enum Column {
  /** The expected count E = nDrug·nEvent/N. */
  EXPECTED,
  /** n/E. */
  RR,
  PRR,
  PRR_LOWER,
  PRR_UPPER,
  /** What PRR compares n with: nDrug·c/(c+d) = n/PRR. */
  EXPECTED_PRR,
  ROR,
  ROR_LOWER,
  ROR_UPPER,
  /** What ROR compares n with: bc/d = n/ROR; absent when d is 0. */
  EXPECTED_ROR,
  CHI_SQUARED,
  FISHER_P,
  IC,
  IC025,
  IC975,
  EBGM,
  EB05,
  EB95,
  LLR,
  POISSON_P,
  /** The expected count adjusted for strata. */
  EXPECTED_STRATIFIED,
  RR_STRATIFIED,
  IC_STRATIFIED,
  IC025_STRATIFIED,
  IC975_STRATIFIED,
  EBGM_STRATIFIED,
  EB05_STRATIFIED,
  EB95_STRATIFIED,
  /** The masking ratio: n/E without the masker by n/E with it. */
  MASKING_RATIO,
  N_UNMASKED,
  EXPECTED_UNMASKED,
  PRR_UNMASKED,
  ROR_UNMASKED,
  IC_UNMASKED,
  IC025_UNMASKED,
  EBGM_UNMASKED,
  EB05_UNMASKED;

  /** Whether it exists only when strata are counted. */
  boolean stratified() {
    return compareTo(EXPECTED_STRATIFIED) >= 0 && !unmasked();
  }

  /** Whether it exists only when maskers are looked for: the pair without its masker's reports. */
  boolean unmasked() {
    return compareTo(MASKING_RATIO) >= 0;
  }

  /** Its name in files. */
  public String header() {
    return name().toLowerCase(Locale.ROOT);
  }
}
