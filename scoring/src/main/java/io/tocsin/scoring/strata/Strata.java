package io.tocsin.scoring.strata;

/**
 * What reports are stratified by.
 *
 * @param sex of the patient: female, male, unknown
 * @param age band of the patient, see {@link AgeBands}
 * @param year of receipt
 */
public record Strata(boolean sex, boolean age, boolean year) {
  /** By sex and age band. */
  public static final Strata SEX_AND_AGE = new Strata(true, true, false);

  /** One stratum holds all reports. */
  public static final Strata NONE = new Strata(false, false, false);

  /** Whether there is more than one stratum. */
  public boolean any() {
    return sex || age || year;
  }
}
