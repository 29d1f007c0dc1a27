package io.tocsin.ingest.vaers;

import io.tocsin.ingest.FeedTally;
import io.tocsin.ingest.Remark;
import io.tocsin.schemas.json.StrictParser;
import io.tocsin.schemas.report.Patient;
import io.tocsin.schemas.report.Seriousness;
import io.tocsin.schemas.report.Sex;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the DATA file, read field by field. What cannot be read is left out with a remark. */
final class DataRow {
  static final List<String> COLUMNS =
      List.of(
          "VAERS_ID",
          "RECVDATE",
          "STATE",
          "AGE_YRS",
          "CAGE_YR",
          "CAGE_MO",
          "SEX",
          "SYMPTOM_TEXT",
          "DIED",
          "L_THREAT",
          "HOSPITAL",
          "X_STAY",
          "DISABLE",
          "BIRTH_DEFECT",
          "VAX_DATE",
          "ONSET_DATE");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("MM/dd/uuuu").withResolverStyle(ResolverStyle.STRICT);
  private static final String ABROAD = "FR";
  private static final double OLDEST_YEARS = 130;

  private final CsvRow row;
  private final FeedTally tally;

  DataRow(CsvRow row, FeedTally tally) {
    this.row = row;
    this.tally = tally;
  }

  /** The report number as it stands, zeros included. */
  String id() {
    return row.get("VAERS_ID");
  }

  /** When the report was received; absent when the field is empty or no date. */
  @Nullable LocalDate receiptDate() {
    return parseDate(row.get("RECVDATE"));
  }

  /** When the vaccines were given. */
  @Nullable LocalDate vaccinationDate(LocalDate receipt) {
    return dateBefore("VAX_DATE", receipt);
  }

  /** When the first symptom began. */
  @Nullable LocalDate onsetDate(LocalDate receipt) {
    return dateBefore("ONSET_DATE", receipt);
  }

  /** A state or territory means the United States; without one the country is unknown. */
  @Nullable String country() {
    String state = row.get("STATE");
    return state.isEmpty() || state.equals(ABROAD) ? null : "US";
  }

  /**
   * Sex and age: the age as reported (AGE_YRS), else the one calculated from the dates, whose
   * months stand as a fraction of a year (CAGE_YR + CAGE_MO).
   */
  Patient patient() {
    Sex sex =
        switch (row.get("SEX")) {
          case "F" -> Sex.FEMALE;
          case "M" -> Sex.MALE;
          default -> null;
        };
    return new Patient(sex, age(), null);
  }

  /**
   * The criteria that were ticked. A prolonged stay is a hospitalisation; a visit to an emergency
   * room is no criterion (21 CFR 600.80).
   */
  Seriousness seriousness() {
    return new Seriousness(
        ticked("DIED"),
        ticked("L_THREAT"),
        ticked("HOSPITAL") || ticked("X_STAY"),
        ticked("DISABLE"),
        ticked("BIRTH_DEFECT"),
        false);
  }

  /** The description, at most 64 KiB as UTF-8; absent when empty. */
  @Nullable String narrative() {
    String text = row.get("SYMPTOM_TEXT");
    if (text.isEmpty()) {
      return null;
    }
    if (text.length() <= StrictParser.MAX_TEXT_BYTES / 3) {
      return text;
    }
    CharBuffer whole = CharBuffer.wrap(text);
    boolean cut =
        StandardCharsets.UTF_8
            .newEncoder()
            .encode(whole, ByteBuffer.allocate(StrictParser.MAX_TEXT_BYTES), true)
            .isOverflow();
    if (cut) {
      tally.remark(Remark.SHORTENED_NARRATIVE);
    }
    return text.substring(0, whole.position());
  }

  private @Nullable Double age() {
    String years = row.get("AGE_YRS");
    String calculatedYears = row.get("CAGE_YR");
    String calculatedMonths = row.get("CAGE_MO");
    try {
      if (!years.isEmpty()) {
        return plausible(Double.parseDouble(years));
      }
      if (calculatedYears.isEmpty() && calculatedMonths.isEmpty()) {
        return null;
      }
      return plausible(number(calculatedYears) + number(calculatedMonths));
    } catch (NumberFormatException e) {
      return plausible(Double.NaN);
    }
  }

  private static double number(String text) {
    return text.isEmpty() ? 0 : Double.parseDouble(text);
  }

  private @Nullable Double plausible(double years) {
    if (years >= 0 && years <= OLDEST_YEARS) {
      return years;
    }
    tally.remark(Remark.IMPLAUSIBLE_AGE);
    return null;
  }

  private @Nullable LocalDate dateBefore(String column, LocalDate receipt) {
    String text = row.get(column);
    if (text.isEmpty()) {
      return null;
    }
    LocalDate date = parseDate(text);
    if (date == null) {
      tally.remark(Remark.UNREADABLE_DATE);
    } else if (date.isAfter(receipt)) {
      tally.remark(Remark.DATE_AFTER_RECEIPT);
      return null;
    }
    return date;
  }

  private static @Nullable LocalDate parseDate(String text) {
    try {
      return LocalDate.parse(text, DATE);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private boolean ticked(String column) {
    return row.get(column).equals("Y");
  }
}
