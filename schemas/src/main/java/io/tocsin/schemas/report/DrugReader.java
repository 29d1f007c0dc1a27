package io.tocsin.schemas.report;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.json.Constants;
import io.tocsin.schemas.json.Fields;
import io.tocsin.schemas.json.StrictParser;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Set;

/** Reads one drug of a report. */
final class DrugReader {
  private static final Constants<DrugRole> ROLES = Constants.of(DrugRole.class);
  private static final Fields<Field> FIELDS = Fields.requiredUpTo(Field.class, Field.ROLE);

  private enum Field {
    NAME,
    ROLE,
    INDICATION,
    DECHALLENGE,
    RECHALLENGE,
    START_DATE,
    END_DATE,
    DOSE,
    ROUTE,
    LOT
  }

  private DrugReader() {}

  /**
   * @param names normalised names of the drugs before it; its own is added
   */
  static ReportedDrug read(StrictParser in, Set<String> names) throws IOException {
    String name = "";
    DrugRole role = DrugRole.CONCOMITANT;
    String indication = null;
    Boolean dechallenge = null;
    Boolean rechallenge = null;
    LocalDate startDate = null;
    LocalDate endDate = null;
    String dose = null;
    String route = null;
    String lot = null;
    StrictParser.Members<Field> members = in.object(FIELDS);
    for (Field field = members.next(); field != null; field = members.next()) {
      switch (field) {
        case NAME -> name = name(in, names);
        case ROLE -> role = in.constant(ROLES, ErrorCode.UNKNOWN_VALUE);
        case INDICATION -> indication = in.text();
        case DECHALLENGE -> dechallenge = in.flag();
        case RECHALLENGE -> rechallenge = in.flag();
        case START_DATE -> startDate = in.date();
        case END_DATE -> endDate = in.date();
        case DOSE -> dose = in.text();
        case ROUTE -> route = in.text();
        case LOT -> lot = in.text();
      }
    }
    return new ReportedDrug(
        name, role, indication, dechallenge, rechallenge, startDate, endDate, dose, route, lot);
  }

  private static String name(StrictParser in, Set<String> names) throws IOException {
    String name = in.name(ReportReader.MAX_NAME);
    if (!names.add(ReportReader.counted(in, name))) {
      throw in.refusal(
          ErrorCode.DUPLICATE_ENTRY, "is a drug that the report names already; name it once");
    }
    return name;
  }
}
