package io.tocsin.schemas.report;

/**
 * The seriousness criteria of ICH E2A, each as reported; a report that meets none is non-serious.
 *
 * @param otherMedicallyImportant serious by medical judgement alone
 */
public record Seriousness(
    boolean death,
    boolean lifeThreatening,
    boolean hospitalization,
    boolean disability,
    boolean congenitalAnomaly,
    boolean otherMedicallyImportant) {

  /** No criterion met. */
  public static final Seriousness NONE = new Seriousness(false, false, false, false, false, false);

  /** Whether any criterion is met. */
  public boolean serious() {
    return death
        || lifeThreatening
        || hospitalization
        || disability
        || congenitalAnomaly
        || otherMedicallyImportant;
  }
}
