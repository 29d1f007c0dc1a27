package io.tocsin.schemas.report;

import org.jspecify.annotations.Nullable;

/**
 * The patient of a report.
 *
 * @param sex absent when unknown
 * @param ageYears age at onset in years, 0 to 130
 * @param weightKg weight in kilograms, above 0 and at most 700
 */
public record Patient(@Nullable Sex sex, @Nullable Double ageYears, @Nullable Double weightKg) {
  /** A patient about whom nothing was reported. */
  public static final Patient UNKNOWN = new Patient(null, null, null);
}
