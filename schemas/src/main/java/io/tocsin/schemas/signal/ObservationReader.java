package io.tocsin.schemas.signal;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Fields;
import io.tocsin.schemas.json.StrictParser;
import io.tocsin.schemas.report.ReportReader;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reads a {@link SignalObservation} from JSON in one pass and validates it in the same pass.
 *
 * <p>{@code seriousness} may be a text, a number, or true or false, and is kept as the text it
 * stands as; nothing else is coerced. Unknown fields are ignored and counted. Safe for use by many
 * threads.
 */
public final class ObservationReader {
  /** Most members of a list of dates or of label reactions. */
  public static final int MAX_MEMBERS = 10_000;

  /** Most sources, and most entries of a map by source. */
  public static final int MAX_SOURCES = 100;

  /** Most reports in a cell of a table: so few that a double holds their sum exactly. */
  public static final long MAX_CELL = 1L << 50;

  /** Most days between drug and event, either way: a hundred years. */
  public static final int MAX_LATENCY_DAYS = 36_525;

  /** Most reports of a date in a time series. */
  public static final int MAX_REPORTS = Integer.MAX_VALUE;

  private static final Fields<Field> FIELDS = Fields.requiredUpTo(Field.class, Field.TOTAL_CASES);
  private static final Fields<Clinical> CLINICAL =
      Fields.requiredUpTo(Clinical.class, Clinical.OTHER_DRUGS);
  private static final Fields<Series> SERIES = Fields.optional(Series.class);
  private static final Fields<Cell> CELLS = Fields.required(Cell.class);

  private enum Field {
    DRUG,
    EVENT,
    COUNT,
    TOTAL_CASES,
    SERIOUSNESS,
    SERIOUS_COUNT,
    OUTCOME,
    DATES,
    ONSET_DATE,
    REPORT_DATE,
    SEVERITY,
    SEVERITY_SCORE,
    BURST_SCORE,
    MECHANISM_SCORE,
    SOURCES,
    SOURCE_CONFIDENCE,
    SOURCE_STRENGTH,
    SOURCE_TYPES,
    MOST_RECENT_DATE,
    TEXT,
    LABEL_REACTIONS,
    CONTINGENCY,
    TIME_SERIES,
    CLINICAL
  }

  private enum Clinical {
    OTHER_DRUGS,
    DECHALLENGE,
    RECHALLENGE,
    ONSET_LATENCY_DAYS
  }

  private enum Series {
    DATES,
    COUNTS
  }

  private enum Cell {
    N11,
    N10,
    N01,
    N00
  }

  private final LongAdder unknownFields = new LongAdder();

  /**
   * Reads one observation.
   *
   * @param today no date of the observation may lie after the day that follows it
   * @throws InvalidRecordException with the code and path of the first thing that is wrong
   */
  public SignalObservation read(byte[] value, LocalDate today) {
    return StrictParser.read(value, today, this::observation);
  }

  /** Unknown fields met in all observations read so far. */
  public long unknownFields() {
    return unknownFields.sum();
  }

  private SignalObservation observation(StrictParser in) throws IOException {
    String drug = "";
    String event = "";
    long count = 0;
    long totalCases = 0;
    String seriousness = null;
    Long seriousCount = null;
    String outcome = null;
    List<LocalDate> dates = List.of();
    LocalDate onsetDate = null;
    LocalDate reportDate = null;
    Double severity = null;
    Double severityScore = null;
    Double burstScore = null;
    Double mechanismScore = null;
    List<String> sources = List.of();
    Map<String, Double> sourceConfidence = Map.of();
    Map<String, Double> sourceStrength = Map.of();
    Map<String, String> sourceTypes = Map.of();
    LocalDate mostRecentDate = null;
    String text = null;
    List<String> labelReactions = List.of();
    ContingencyTable contingency = null;
    TimeSeries timeSeries = null;
    ClinicalFacts clinical = null;
    StrictParser.Members<Field> members = in.object(FIELDS);
    for (Field field = members.next(); field != null; field = members.next()) {
      switch (field) {
        case DRUG -> drug = counted(in);
        case EVENT -> event = counted(in);
        case COUNT -> count = in.integer(0, Long.MAX_VALUE);
        case TOTAL_CASES -> totalCases = in.integer(1, Long.MAX_VALUE);
        case SERIOUSNESS -> seriousness = in.scalar();
        case SERIOUS_COUNT -> seriousCount = in.integer(0, Long.MAX_VALUE);
        case OUTCOME -> outcome = in.text();
        case DATES -> dates = list(in, MAX_MEMBERS, StrictParser::date);
        case ONSET_DATE -> onsetDate = in.date();
        case REPORT_DATE -> reportDate = in.date();
        case SEVERITY -> severity = share(in);
        case SEVERITY_SCORE -> severityScore = share(in);
        case BURST_SCORE -> burstScore = share(in);
        case MECHANISM_SCORE -> mechanismScore = share(in);
        case SOURCES -> sources = list(in, MAX_SOURCES, ObservationReader::name);
        case SOURCE_CONFIDENCE -> sourceConfidence = in.map(MAX_SOURCES, ObservationReader::share);
        case SOURCE_STRENGTH -> sourceStrength = in.map(MAX_SOURCES, ObservationReader::share);
        case SOURCE_TYPES -> sourceTypes = in.map(MAX_SOURCES, ObservationReader::name);
        case MOST_RECENT_DATE -> mostRecentDate = in.date();
        case TEXT -> text = in.text();
        case LABEL_REACTIONS -> labelReactions = list(in, MAX_MEMBERS, ObservationReader::name);
        case CONTINGENCY -> contingency = table(in);
        case TIME_SERIES -> timeSeries = series(in);
        case CLINICAL -> clinical = clinical(in);
      }
    }
    unknownFields.add(in.unknownFields());
    return new SignalObservation(
        drug,
        event,
        count,
        totalCases,
        seriousness,
        seriousCount,
        outcome,
        dates,
        onsetDate,
        reportDate,
        severity,
        severityScore,
        burstScore,
        mechanismScore,
        sources,
        sourceConfidence,
        sourceStrength,
        sourceTypes,
        mostRecentDate,
        text,
        labelReactions,
        contingency,
        timeSeries,
        clinical);
  }

  private static double share(StrictParser in) throws IOException {
    return in.number(0, 1);
  }

  private static String name(StrictParser in) throws IOException {
    return in.name(ReportReader.MAX_NAME);
  }

  /** A name that is counted under its normal form. */
  private static String counted(StrictParser in) throws IOException {
    String name = name(in);
    ReportReader.counted(in, name);
    return name;
  }

  private static <T> List<T> list(StrictParser in, int most, StrictParser.Body<T> member)
      throws IOException {
    List<T> members = new ArrayList<>();
    in.list();
    while (in.nextElement(members.size(), most)) {
      members.add(member.read(in));
    }
    return members;
  }

  private static TimeSeries series(StrictParser in) throws IOException {
    List<LocalDate> dates = List.of();
    List<Long> counts = List.of();
    StrictParser.Members<Series> members = in.object(SERIES);
    for (Series field = members.next(); field != null; field = members.next()) {
      switch (field) {
        case DATES -> dates = list(in, MAX_MEMBERS, StrictParser::date);
        case COUNTS -> counts = list(in, MAX_MEMBERS, number -> number.integer(0, MAX_REPORTS));
      }
    }
    if (dates.size() != counts.size()) {
      throw in.refusal(
          ErrorCode.SCHEMA_VIOLATION,
          Series.COUNTS,
          "has %d members, and dates has %d; send one count for each date"
              .formatted(counts.size(), dates.size()));
    }
    return new TimeSeries(dates, counts);
  }

  private static ClinicalFacts clinical(StrictParser in) throws IOException {
    long otherDrugs = 0;
    Boolean dechallenge = null;
    Boolean rechallenge = null;
    Long latency = null;
    StrictParser.Members<Clinical> members = in.object(CLINICAL);
    for (Clinical field = members.next(); field != null; field = members.next()) {
      switch (field) {
        case OTHER_DRUGS -> otherDrugs = in.integer(0, ReportReader.MAX_DRUGS);
        case DECHALLENGE -> dechallenge = in.flag();
        case RECHALLENGE -> rechallenge = in.flag();
        case ONSET_LATENCY_DAYS -> latency = in.integer(-MAX_LATENCY_DAYS, MAX_LATENCY_DAYS);
      }
    }
    return new ClinicalFacts(otherDrugs, dechallenge, rechallenge, latency);
  }

  private static ContingencyTable table(StrictParser in) throws IOException {
    long n11 = 0;
    long n10 = 0;
    long n01 = 0;
    long n00 = 0;
    StrictParser.Members<Cell> members = in.object(CELLS);
    for (Cell cell = members.next(); cell != null; cell = members.next()) {
      switch (cell) {
        case N11 -> n11 = in.integer(0, MAX_CELL);
        case N10 -> n10 = in.integer(0, MAX_CELL);
        case N01 -> n01 = in.integer(0, MAX_CELL);
        case N00 -> n00 = in.integer(0, MAX_CELL);
      }
    }
    return new ContingencyTable(n11, n10, n01, n00);
  }
}
