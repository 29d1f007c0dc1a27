package io.tocsin.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.json.StrictParser;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Patient;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Seriousness;
import io.tocsin.schemas.report.Sex;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * An endless supply of malformed reports, the same for the same seed: each is a valid report of
 * invented names, spoilt in one way. The ways come in random order, all of them before one comes
 * again. None of the ids, drugs and reactions occurs in any real report, so a malformed report that
 * was counted by mistake shows in the tables.
 */
public final class MalformedReports implements Iterator<MalformedReport> {
  /** The codes a record can be refused with; one way to spoil a report for each. */
  public static final List<ErrorCode> KINDS =
      List.copyOf(
          EnumSet.complementOf(
              EnumSet.of(ErrorCode.SCHEMA_VIOLATION, ErrorCode.PROCESSING_FAILED)));

  private static final String ID = "MALFORMED-";
  private static final String NARRATIVE = "spoilt on purpose";
  private static final String DRUG = "MALFORMED DRUG";
  private static final String OTHER_DRUG = "OTHER MALFORMED DRUG";
  private static final String REACTION = "Malformed reaction";
  private static final String RECEIPT_DATE = "1999-07-15";
  private static final String AGE = "64.25";
  private static final int TOO_DEEP = 64;

  private final Random random;
  private final List<ErrorCode> round = new ArrayList<>();
  private long made;

  public MalformedReports(long seed) {
    random = new Random(seed);
  }

  /** Always true. */
  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public MalformedReport next() {
    if (round.isEmpty()) {
      round.addAll(KINDS);
      Collections.shuffle(round, random);
    }
    ErrorCode code = round.removeLast();
    String id = ID + made++;
    String valid = new String(Json.write(report(id)), UTF_8);
    return switch (code) {
      case EMPTY_VALUE -> new MalformedReport(id.getBytes(UTF_8), null, code);
      case MISSING_KEY -> new MalformedReport(null, valid.getBytes(UTF_8), code);
      case KEY_MISMATCH ->
          new MalformedReport((id + "-ELSEWHERE").getBytes(UTF_8), valid.getBytes(UTF_8), code);
      case INVALID_ENCODING ->
          new MalformedReport(
              id.getBytes(UTF_8), valid.replace(NARRATIVE, "fièvre").getBytes(ISO_8859_1), code);
      default -> new MalformedReport(id.getBytes(UTF_8), spoilt(valid, code).getBytes(UTF_8), code);
    };
  }

  private static String spoilt(String valid, ErrorCode code) {
    return switch (code) {
      case TOO_LARGE -> valid.replace(NARRATIVE, "x".repeat(StrictParser.MAX_TEXT_BYTES + 1));
      case MALFORMED_JSON -> valid.substring(0, valid.length() / 2);
      case TRAILING_DATA -> valid + valid;
      case TOO_DEEP ->
          "{\"extra\":" + "[".repeat(TOO_DEEP) + "]".repeat(TOO_DEEP) + "," + valid.substring(1);
      case NOT_AN_OBJECT -> "[" + valid + "]";
      case DUPLICATE_FIELD -> "{\"version\":1," + valid.substring(1);
      case MISSING_FIELD -> valid.replace("\"receipt_date\"", "\"received\"");
      case WRONG_TYPE -> valid.replace("\"version\":1", "\"version\":\"1\"");
      case NOT_A_NUMBER -> valid.replace(AGE, "NaN");
      case OUT_OF_RANGE -> valid.replace(AGE, "-" + AGE);
      case EMPTY_TEXT -> valid.replace("\"" + DRUG, "\" \",\"lot\":\"" + DRUG);
      case UNKNOWN_STATUS -> valid.replace("\"active\"", "\"withdrawn\"");
      case UNKNOWN_VALUE -> valid.replace("\"vaers\"", "\"hearsay\"");
      case INVALID_DATE -> valid.replace(RECEIPT_DATE, "1999-02-30");
      case FUTURE_DATE -> valid.replace(RECEIPT_DATE, "2999-07-15");
      case NO_DRUGS -> withoutMembers(valid, "drugs");
      case NO_REACTIONS -> withoutMembers(valid, "reactions");
      case DUPLICATE_ENTRY -> valid.replace(OTHER_DRUG, DRUG);
      case EMPTY_VALUE,
          MISSING_KEY,
          KEY_MISMATCH,
          INVALID_ENCODING,
          SCHEMA_VIOLATION,
          PROCESSING_FAILED ->
          throw new IllegalArgumentException("no text of a value is refused as " + code);
    };
  }

  private static String withoutMembers(String valid, String list) {
    return valid.replaceFirst("\"" + list + "\":\\[.*?}]", "\"" + list + "\":[]");
  }

  private AdverseEventReport report(String id) {
    return new AdverseEventReport(
        id,
        1,
        ReportStatus.ACTIVE,
        ReportSource.VAERS,
        LocalDate.parse(RECEIPT_DATE),
        null,
        "US",
        null,
        new Patient(random.nextBoolean() ? Sex.FEMALE : Sex.MALE, Double.valueOf(AGE), null),
        Seriousness.NONE,
        List.of(
            ReportedDrug.of(DRUG, DrugRole.PRIMARY_SUSPECT),
            ReportedDrug.of(OTHER_DRUG, DrugRole.SECONDARY_SUSPECT)),
        List.of(Reaction.of(REACTION)),
        NARRATIVE,
        List.of());
  }
}
