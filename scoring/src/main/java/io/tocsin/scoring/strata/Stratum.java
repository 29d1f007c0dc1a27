package io.tocsin.scoring.strata;

import io.tocsin.schemas.report.Sex;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A stratum of reports as one number: sex, age band and year of receipt. A dimension that is not
 * stratified by is 0 in it.
 */
public final class Stratum {
  private static final int SEXES = 3;
  private static final int AGES = AgeBands.COUNT;

  /** Strata of sex and age, without the year: 0 to this, exclusive. */
  public static final int PATIENT_GROUPS = SEXES * AGES;

  private Stratum() {}

  /** The group of a patient: sex and age band, without a year. */
  public static int group(@Nullable Sex sex, @Nullable Double ageYears) {
    return AgeBands.codeOf(ageYears) * SEXES + sexCode(sex);
  }

  /**
   * The stratum of a report.
   *
   * @param group of its patient, as {@link #group} gives it
   * @param receiptDay in days since 1970-01-01
   */
  public static int of(int group, int receiptDay, Strata by) {
    int sex = by.sex() ? group % SEXES : 0;
    int age = by.age() ? group / SEXES : 0;
    int year = by.year() ? Math.max(0, LocalDate.ofEpochDay(receiptDay).getYear()) : 0;
    return (year * AGES + age) * SEXES + sex;
  }

  /** Code of the sex in a stratum: 0 unknown, 1 female, 2 male. */
  public static int sexOf(int stratum) {
    return stratum % SEXES;
  }

  /** Code of the age band in a stratum, see {@link AgeBands}. */
  public static int ageOf(int stratum) {
    return stratum / SEXES % AGES;
  }

  private static int sexCode(@Nullable Sex sex) {
    return switch (sex) {
      case null -> 0;
      case FEMALE -> 1;
      case MALE -> 2;
    };
  }
}
