package io.tocsin.schemas.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.ContingencyTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The closed list of causes: each is earned by a record, and a new one must bring its own. */
final class ErrorCodeTest {
  private static final String REPORT = new String(Json.write(ReportExamples.full()), UTF_8);

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MISSING_KEY", "KEY_MISMATCH", "SCHEMA_VIOLATION", "PROCESSING_FAILED"})
  void everyCauseHasAReportThatIsRefusedForIt(ErrorCode code) {
    InvalidRecordException refusal =
        catchThrowableOfType(
            InvalidRecordException.class,
            () -> new ReportReader().read(reportWith(code), ReportExamples.TODAY));

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal).hasMessageMatching("[^\\n]{10,160}");
  }

  @Test
  void aRecordWhoseMembersDoNotGoTogetherViolatesItsSchema() {
    InvalidRecordException refusal =
        catchThrowableOfType(
            InvalidRecordException.class,
            () ->
                Json.read(
                    "{\"n11\":-1,\"n10\":0,\"n01\":0,\"n00\":0}".getBytes(UTF_8),
                    ContingencyTable.class));

    assertThat(refusal.code()).isEqualTo(ErrorCode.SCHEMA_VIOLATION);
  }

  private static byte[] reportWith(ErrorCode cause) {
    String spoilt =
        switch (cause) {
          case EMPTY_VALUE -> "";
          case TOO_LARGE -> REPORT.replace("bloody stool", "x".repeat(65_536));
          case INVALID_ENCODING -> REPORT.replace(" 😀", "");
          case MALFORMED_JSON -> REPORT.replace(":3,", ":3;");
          case TRAILING_DATA -> REPORT + REPORT;
          case TOO_DEEP ->
              REPORT.replace(":3,", ":3,\"x\":" + "[".repeat(20) + "]".repeat(20) + ",");
          case NOT_AN_OBJECT -> "[" + REPORT + "]";
          case DUPLICATE_FIELD -> REPORT.replace(":3,", ":3,\"version\":4,");
          case MISSING_FIELD -> REPORT.replace("\"receipt_date\"", "\"received\"");
          case WRONG_TYPE -> REPORT.replace(":3,", ":\"3\",");
          case NOT_A_NUMBER -> REPORT.replace("6.4", "NaN");
          case OUT_OF_RANGE -> REPORT.replace("6.4", "6400");
          case EMPTY_TEXT -> REPORT.replace("RotaShield", " ");
          case UNKNOWN_STATUS -> REPORT.replace("active", "withdrawn");
          case UNKNOWN_VALUE -> REPORT.replace("vaers", "hearsay");
          case INVALID_DATE -> REPORT.replace("1999-07-01", "1999-06-31");
          case FUTURE_DATE -> REPORT.replace("1999-07-01", "2999-07-01");
          case NO_DRUGS -> REPORT.replaceFirst("\"drugs\":\\[.*?}]", "\"drugs\":[]");
          case NO_REACTIONS -> REPORT.replaceFirst("\"reactions\":\\[.*?}]", "\"reactions\":[]");
          case DUPLICATE_ENTRY -> REPORT.replace("DTaP", "rotaSHIELD");
          case MISSING_KEY, KEY_MISMATCH, SCHEMA_VIOLATION, PROCESSING_FAILED ->
              throw new IllegalArgumentException(
                  "no report earns " + cause + " by its value alone");
        };
    assertThat(spoilt).isNotEqualTo(REPORT);
    return spoilt.getBytes(cause == ErrorCode.INVALID_ENCODING ? ISO_8859_1 : UTF_8);
  }
}
