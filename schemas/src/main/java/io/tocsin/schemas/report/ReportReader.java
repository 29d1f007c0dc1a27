package io.tocsin.schemas.report;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Constants;
import io.tocsin.schemas.json.Fields;
import io.tocsin.schemas.json.StrictParser;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Reads an {@link AdverseEventReport} from JSON in one pass and validates it in the same pass.
 *
 * <p>Nothing is coerced, cut or guessed. Unknown fields are ignored and counted. A nullified report
 * may leave out its drugs and reactions. Safe for use by many threads.
 */
public final class ReportReader {
  /** Most drugs of a report. */
  public static final int MAX_DRUGS = 100;

  /** Most reactions of a report. */
  public static final int MAX_REACTIONS = 200;

  /** Most other reports that a report links to. */
  public static final int MAX_LINKED_REPORTS = 200;

  /** Longest report id, in characters. */
  public static final int MAX_ID = 200;

  /** Longest name of a drug or term of a reaction, as reported and as counted, in characters. */
  public static final int MAX_NAME = 500;

  private static final Constants<ReportStatus> STATUSES = Constants.of(ReportStatus.class);
  private static final Constants<ReportSource> SOURCES = Constants.of(ReportSource.class);
  private static final Fields<Field> FIELDS = Fields.requiredUpTo(Field.class, Field.SERIOUSNESS);

  private enum Field {
    REPORT_ID,
    VERSION,
    STATUS,
    SOURCE,
    RECEIPT_DATE,
    PATIENT,
    SERIOUSNESS,
    DRUGS,
    REACTIONS,
    EVENT_DATE,
    COUNTRY,
    REPORTER,
    NARRATIVE,
    LINKED_REPORT_IDS
  }

  private final LongAdder unknownFields = new LongAdder();

  /**
   * Reads one report.
   *
   * @param today no date of the report may lie after the day that follows it
   * @throws InvalidRecordException with the code and path of the first thing that is wrong
   */
  public AdverseEventReport read(byte[] value, LocalDate today) {
    return StrictParser.read(value, today, this::report);
  }

  /** Unknown fields met in all reports read so far. */
  public long unknownFields() {
    return unknownFields.sum();
  }

  private AdverseEventReport report(StrictParser in) throws IOException {
    String reportId = "";
    int version = 0;
    ReportStatus status = ReportStatus.ACTIVE;
    ReportSource source = ReportSource.OTHER;
    LocalDate receiptDate = LocalDate.EPOCH;
    Patient patient = Patient.UNKNOWN;
    Seriousness seriousness = Seriousness.NONE;
    List<ReportedDrug> drugs = null;
    List<Reaction> reactions = null;
    LocalDate eventDate = null;
    String country = null;
    String reporter = null;
    String narrative = null;
    List<String> linkedReportIds = List.of();
    StrictParser.Members<Field> members = in.object(FIELDS);
    for (Field field = members.next(); field != null; field = members.next()) {
      switch (field) {
        case REPORT_ID -> reportId = in.name(MAX_ID);
        case VERSION -> version = (int) in.integer(1, Integer.MAX_VALUE);
        case STATUS -> status = in.constant(STATUSES, ErrorCode.UNKNOWN_STATUS);
        case SOURCE -> source = in.constant(SOURCES, ErrorCode.UNKNOWN_VALUE);
        case RECEIPT_DATE -> receiptDate = in.date();
        case PATIENT -> patient = PatientReader.read(in);
        case SERIOUSNESS -> seriousness = SeriousnessReader.read(in);
        case DRUGS -> drugs = drugs(in);
        case REACTIONS -> reactions = reactions(in);
        case EVENT_DATE -> eventDate = in.date();
        case COUNTRY -> country = country(in);
        case REPORTER -> reporter = in.text();
        case NARRATIVE -> narrative = in.text();
        case LINKED_REPORT_IDS -> linkedReportIds = linkedReportIds(in);
      }
    }
    if (status == ReportStatus.ACTIVE) {
      requireMembers(in, drugs, Field.DRUGS, ErrorCode.NO_DRUGS);
      requireMembers(in, reactions, Field.REACTIONS, ErrorCode.NO_REACTIONS);
    }
    unknownFields.add(in.unknownFields());
    return new AdverseEventReport(
        reportId,
        version,
        status,
        source,
        receiptDate,
        eventDate,
        country,
        reporter,
        patient,
        seriousness,
        drugs == null ? List.of() : drugs,
        reactions == null ? List.of() : reactions,
        narrative,
        linkedReportIds);
  }

  /**
   * The normal form of a name that the parser stands at. Its length is bounded too: one character
   * may stand for eighteen.
   */
  public static String counted(StrictParser in, String name) {
    String counted = Names.normalize(name);
    if (counted.length() > MAX_NAME && counted.codePointCount(0, counted.length()) > MAX_NAME) {
      throw in.refusal(
          ErrorCode.TOO_LARGE,
          "is longer than %d characters in its normal form".formatted(MAX_NAME));
    }
    return counted;
  }

  private static void requireMembers(
      StrictParser in, @Nullable List<?> list, Field field, ErrorCode whenEmpty) {
    if (list == null) {
      throw in.refusal(ErrorCode.MISSING_FIELD, field, "is missing; only a nullified report may");
    }
    if (list.isEmpty()) {
      throw in.refusal(whenEmpty, field, "is empty; an active report has at least one");
    }
  }

  private static List<ReportedDrug> drugs(StrictParser in) throws IOException {
    List<ReportedDrug> drugs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    in.list();
    while (in.nextElement(drugs.size(), MAX_DRUGS)) {
      drugs.add(DrugReader.read(in, names));
    }
    return drugs;
  }

  private static List<Reaction> reactions(StrictParser in) throws IOException {
    List<Reaction> reactions = new ArrayList<>();
    Set<String> terms = new HashSet<>();
    in.list();
    while (in.nextElement(reactions.size(), MAX_REACTIONS)) {
      reactions.add(ReactionReader.read(in, terms));
    }
    return reactions;
  }

  private static List<String> linkedReportIds(StrictParser in) throws IOException {
    List<String> ids = new ArrayList<>();
    in.list();
    while (in.nextElement(ids.size(), MAX_LINKED_REPORTS)) {
      String id = in.name(MAX_ID);
      if (ids.contains(id)) {
        throw in.refusal(ErrorCode.DUPLICATE_ENTRY, "stands in the list already");
      }
      ids.add(id);
    }
    return ids;
  }

  private static String country(StrictParser in) throws IOException {
    String country = in.text();
    if (country.length() != 2 || !isCapital(country.charAt(0)) || !isCapital(country.charAt(1))) {
      throw in.refusal(
          ErrorCode.UNKNOWN_VALUE, "must be two capital letters, a code of ISO 3166-1");
    }
    return country;
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
