package io.tocsin.schemas.report;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.json.Constants;
import io.tocsin.schemas.json.Fields;
import io.tocsin.schemas.json.StrictParser;
import java.io.IOException;

/** Reads the patient of a report. */
final class PatientReader {
  private static final double MAX_AGE_YEARS = 130;
  private static final double MAX_WEIGHT_KG = 700;
  private static final Constants<Sex> SEXES = Constants.of(Sex.class);
  private static final Fields<Field> FIELDS = Fields.optional(Field.class);

  private enum Field {
    SEX,
    AGE_YEARS,
    WEIGHT_KG
  }

  private PatientReader() {}

  static Patient read(StrictParser in) throws IOException {
    Sex sex = null;
    Double ageYears = null;
    Double weightKg = null;
    StrictParser.Members<Field> members = in.object(FIELDS);
    for (Field field = members.next(); field != null; field = members.next()) {
      switch (field) {
        case SEX -> sex = in.constant(SEXES, ErrorCode.UNKNOWN_VALUE);
        case AGE_YEARS -> ageYears = in.number(0, MAX_AGE_YEARS);
        case WEIGHT_KG -> weightKg = weight(in);
      }
    }
    return new Patient(sex, ageYears, weightKg);
  }

  private static double weight(StrictParser in) throws IOException {
    double kilograms = in.number(0, MAX_WEIGHT_KG);
    if (kilograms == 0) {
      throw in.refusal(ErrorCode.OUT_OF_RANGE, "must be above 0; leave out what is not known");
    }
    return kilograms;
  }
}
