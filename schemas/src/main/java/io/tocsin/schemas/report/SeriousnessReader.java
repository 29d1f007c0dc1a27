package io.tocsin.schemas.report;

import io.tocsin.schemas.json.Fields;
import io.tocsin.schemas.json.StrictParser;
import java.io.IOException;

/** Reads the seriousness criteria of a report: all six must be said. */
final class SeriousnessReader {
  private static final Fields<Field> FIELDS = Fields.required(Field.class);

  private enum Field {
    DEATH,
    LIFE_THREATENING,
    HOSPITALIZATION,
    DISABILITY,
    CONGENITAL_ANOMALY,
    OTHER_MEDICALLY_IMPORTANT
  }

  private SeriousnessReader() {}

  static Seriousness read(StrictParser in) throws IOException {
    boolean death = false;
    boolean lifeThreatening = false;
    boolean hospitalization = false;
    boolean disability = false;
    boolean congenitalAnomaly = false;
    boolean otherMedicallyImportant = false;
    StrictParser.Members<Field> members = in.object(FIELDS);
    for (Field field = members.next(); field != null; field = members.next()) {
      switch (field) {
        case DEATH -> death = in.flag();
        case LIFE_THREATENING -> lifeThreatening = in.flag();
        case HOSPITALIZATION -> hospitalization = in.flag();
        case DISABILITY -> disability = in.flag();
        case CONGENITAL_ANOMALY -> congenitalAnomaly = in.flag();
        case OTHER_MEDICALLY_IMPORTANT -> otherMedicallyImportant = in.flag();
      }
    }
    return new Seriousness(
        death,
        lifeThreatening,
        hospitalization,
        disability,
        congenitalAnomaly,
        otherMedicallyImportant);
  }
}
