package io.tocsin.schemas.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ReportReaderTest {
  /** A report in one line each, so that a test can change one of them. */
  private static final String REPORT =
      """
      {"report_id":"42",
      "version":1,
      "status":"active",
      "source":"faers",
      "receipt_date":"1999-07-15",
      "patient":{"sex":"male","age_years":47.5,"weight_kg":80},
      "seriousness":{"death":false,"life_threatening":false,"hospitalization":true,"disability":false,"congenital_anomaly":false,"other_medically_important":false},
      "drugs":[{"name":"Aspirin","role":"primary_suspect"},{"name":"Warfarin","role":"concomitant"}],
      "reactions":[{"term":"Melaena"},{"term":"Anaemia","onset_date":"1999-07-01"}]}
      """;

  private final ReportReader reader = new ReportReader();

  static Stream<AdverseEventReport> examples() {
    return Stream.of(ReportExamples.full(), ReportExamples.minimal(), ReportExamples.nullified());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void whatIsWrittenReadsBackEqual(AdverseEventReport report) {
    assertThat(reader.read(Json.write(report), ReportExamples.TODAY)).isEqualTo(report);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theStreamingReaderAndTheMapperAgree(AdverseEventReport report) {
    byte[] json = Json.write(report);

    assertThat(Json.read(json, AdverseEventReport.class))
        .isEqualTo(reader.read(json, ReportExamples.TODAY));
  }

  @Test
  void namesAreKeptAsReported() {
    AdverseEventReport report = read(REPORT.replace("Aspirin", " aspirin  forte "));

    assertThat(report.drugs().getFirst().name()).isEqualTo(" aspirin  forte ");
  }

  @Test
  void unknownFieldsAreIgnoredAndCounted() {
    AdverseEventReport plain = read(REPORT);
    String extended =
        REPORT
            .replace("\"version\":1", "\"version\":1,\"batch\":{\"id\":[1,{\"x\":null}]}")
            .replace("\"sex\":", "\"Sex\":\"m\",\"sex\":");

    assertThat(read(extended)).isEqualTo(plain);
    assertThat(reader.unknownFields()).isEqualTo(2);
  }

  @Test
  void aNullifiedReportMayLeaveOutItsDrugsAndReactions() {
    String nullified =
        REPORT
            .replace("\"active\"", "\"nullified\"")
            .replaceFirst("\"drugs\".*\n", "\"drugs\":null,")
            .replaceFirst(",\"reactions\".*\n", "}");

    AdverseEventReport report = read(nullified);

    assertThat(report.status()).isEqualTo(ReportStatus.NULLIFIED);
    assertThat(report.drugs()).isEmpty();
    assertThat(report.reactions()).isEmpty();
  }

  @Test
  void aDateMayBeTomorrowBecauseTheEarthTurnsButNotLater() {
    assertThat(read(REPORT.replace("1999-07-15", "1999-07-16")).receiptDate())
        .isEqualTo(LocalDate.of(1999, 7, 16));
    assertRefused(
        REPORT.replace("1999-07-15", "1999-07-17"), ErrorCode.FUTURE_DATE, "receipt_date");
    assertRefused(
        REPORT.replace("1999-07-01", "1999-07-17"),
        ErrorCode.FUTURE_DATE,
        "reactions[1].onset_date");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      textBlock =
          """
          "report_id":"42",   ;                     ; MISSING_FIELD    ; report_id
          "42"                ; null                ; MISSING_FIELD    ; report_id
          "42"                ; 42                  ; WRONG_TYPE       ; report_id
          "42"                ; ""                  ; EMPTY_TEXT       ; report_id
          "42"                ; " \\t"              ; EMPTY_TEXT       ; report_id
          "42"                ; ["42"]              ; WRONG_TYPE       ; report_id
          "version":1,        ;                     ; MISSING_FIELD    ; version
          "version":1         ; "version":"1"       ; WRONG_TYPE       ; version
          "version":1         ; "version":1.5       ; WRONG_TYPE       ; version
          "version":1         ; "version":1.0       ; WRONG_TYPE       ; version
          "version":1         ; "version":1e0       ; WRONG_TYPE       ; version
          "version":1         ; "version":true      ; WRONG_TYPE       ; version
          "version":1         ; "version":0         ; OUT_OF_RANGE     ; version
          "version":1         ; "version":-1        ; OUT_OF_RANGE     ; version
          "version":1         ; "version":2147483648 ; OUT_OF_RANGE    ; version
          "version":1         ; "version":99999999999999999999 ; OUT_OF_RANGE ; version
          "version":1         ; "version":01        ; MALFORMED_JSON   ; version
          "version":1         ; "version":1,"version":1 ; DUPLICATE_FIELD ; version
          "version":1         ; "version":1,"reporter":null,"reporter":null ; DUPLICATE_FIELD ; reporter
          "status":"active",  ;                     ; MISSING_FIELD    ; status
          "active"            ; "ACTIVE"            ; UNKNOWN_STATUS   ; status
          "active"            ; "deleted"           ; UNKNOWN_STATUS   ; status
          "active"            ; ""                  ; UNKNOWN_STATUS   ; status
          "active"            ; 0                   ; WRONG_TYPE       ; status
          "faers"             ; "FAERS"             ; UNKNOWN_VALUE    ; source
          "faers"             ; "the press"         ; UNKNOWN_VALUE    ; source
          "faers"             ; null                ; MISSING_FIELD    ; source
          "1999-07-15"        ; "1999-7-15"         ; INVALID_DATE     ; receipt_date
          "1999-07-15"        ; "15.07.1999"        ; INVALID_DATE     ; receipt_date
          "1999-07-15"        ; "19990715"          ; INVALID_DATE     ; receipt_date
          "1999-07-15"        ; "1999-02-29"        ; INVALID_DATE     ; receipt_date
          "1999-07-15"        ; "1999-07-15T00:00:00Z" ; INVALID_DATE  ; receipt_date
          "1999-07-15"        ; "+999-07-15"        ; INVALID_DATE     ; receipt_date
          "1999-07-15"        ; ""                  ; INVALID_DATE     ; receipt_date
          "1999-07-15"        ; 932000000           ; WRONG_TYPE       ; receipt_date
          "1999-07-01"        ; "1999-06-31"        ; INVALID_DATE     ; reactions[1].onset_date
          "version":1         ; "version":1,"event_date":"2000-01-01" ; FUTURE_DATE ; event_date
          "version":1         ; "version":1,"country":"USA" ; UNKNOWN_VALUE ; country
          "version":1         ; "version":1,"country":"us" ; UNKNOWN_VALUE ; country
          "version":1         ; "version":1,"linked_report_ids":"41" ; WRONG_TYPE ; linked_report_ids
          "version":1         ; "version":1,"linked_report_ids":["41",""] ; EMPTY_TEXT ; linked_report_ids[1]
          "version":1         ; "version":1,"linked_report_ids":["41","41"] ; DUPLICATE_ENTRY ; linked_report_ids[1]
          "version":1         ; "version":1,"narrative":"\\ud83d" ; INVALID_ENCODING ; narrative
          "version":1         ; "version":1,"narrative":"\\ude00\\ud83d" ; INVALID_ENCODING ; narrative
          {"sex"              ; [{"sex"             ; WRONG_TYPE       ; patient
          "male"              ; "M"                 ; UNKNOWN_VALUE    ; patient.sex
          47.5                ; "47.5"              ; WRONG_TYPE       ; patient.age_years
          47.5                ; 130.1               ; OUT_OF_RANGE     ; patient.age_years
          47.5                ; -0.1                ; OUT_OF_RANGE     ; patient.age_years
          47.5                ; NaN                 ; NOT_A_NUMBER     ; patient.age_years
          47.5                ; "NaN"               ; WRONG_TYPE       ; patient.age_years
          47.5                ; Infinity            ; NOT_A_NUMBER     ; patient.age_years
          47.5                ; -Infinity           ; NOT_A_NUMBER     ; patient.age_years
          47.5                ; 1e400               ; NOT_A_NUMBER     ; patient.age_years
          47.5                ; 47.                 ; MALFORMED_JSON   ; patient.age_years
          80                  ; 0                   ; OUT_OF_RANGE     ; patient.weight_kg
          80                  ; 701                 ; OUT_OF_RANGE     ; patient.weight_kg
          "death":false       ; "death":0           ; WRONG_TYPE       ; seriousness.death
          "death":false       ; "death":null        ; MISSING_FIELD    ; seriousness.death
          "death":false       ; "Death":false       ; MISSING_FIELD    ; seriousness.death
          "death":false       ; "death":false,"death":true ; DUPLICATE_FIELD ; seriousness.death
          "Warfarin"          ; ""                  ; EMPTY_TEXT       ; drugs[1].name
          "Warfarin"          ; "\\u00a0"           ; EMPTY_TEXT       ; drugs[1].name
          "Warfarin"          ; " ASPIRIN "         ; DUPLICATE_ENTRY  ; drugs[1].name
          "name":"Warfarin",  ;                     ; MISSING_FIELD    ; drugs[1].name
          "concomitant"       ; "suspect"           ; UNKNOWN_VALUE    ; drugs[1].role
          "concomitant"       ; "concomitant","dechallenge":"yes" ; WRONG_TYPE ; drugs[1].dechallenge
          "concomitant"       ; "concomitant","start_date":"1999-13-01" ; INVALID_DATE ; drugs[1].start_date
          "concomitant"       ; "concomitant","end_date":"2000-13-01" ; INVALID_DATE ; drugs[1].end_date
          "concomitant"}      ; "concomitant"},null ; MISSING_FIELD    ; drugs[2]
          "concomitant"}      ; "concomitant"},"X"  ; WRONG_TYPE       ; drugs[2]
          "Anaemia"           ; "MELAENA"           ; DUPLICATE_ENTRY  ; reactions[1].term
          "Anaemia"           ; null                ; MISSING_FIELD    ; reactions[1].term
          """)
  void whatIsWrongIsRefusedWithItsCodeAndItsPlace(
      String good, @Nullable String bad, ErrorCode code, String field) {
    assertThat(REPORT).contains(good);
    assertRefused(REPORT.replace(good, bad == null ? "" : bad), code, field);
  }

  @Test
  void anActiveReportNamesADrugAndAReaction() {
    String noDrugs = REPORT.replaceFirst("\"drugs\".*\n", "\"drugs\":[],");
    String noReactions = REPORT.replaceFirst("\"reactions\".*\n", "\"reactions\":[]}");

    assertRefused(noDrugs, ErrorCode.NO_DRUGS, "drugs");
    assertRefused(noReactions, ErrorCode.NO_REACTIONS, "reactions");
    assertRefused(noDrugs.replace("\"drugs\":[],", ""), ErrorCode.MISSING_FIELD, "drugs");
    assertRefused(
        noReactions.replace("\"reactions\":[]}", "\"reactions\":null}"),
        ErrorCode.MISSING_FIELD,
        "reactions");
  }

  @Test
  void listsAndTextsAndTheWholeAreBounded() {
    String drugs =
        IntStream.range(0, 98).mapToObj(ReportReaderTest::drug).collect(Collectors.joining());
    String reactions =
        IntStream.range(0, 199)
            .mapToObj("{\"term\":\"R%d\"},"::formatted)
            .collect(Collectors.joining());
    String bounded = REPORT.replace("\"drugs\":[", "\"drugs\":[" + drugs);

    assertThat(read(bounded).drugs()).hasSize(100);
    assertRefused(
        bounded.replace("\"drugs\":[", "\"drugs\":[" + drug(98)), ErrorCode.TOO_LARGE, "drugs");
    assertRefused(
        REPORT.replace("\"reactions\":[", "\"reactions\":[" + reactions),
        ErrorCode.TOO_LARGE,
        "reactions");
    assertThat(read(withNarrative("x".repeat(65_536))).narrative()).hasSize(65_536);
    assertRefused(withNarrative("x".repeat(65_537)), ErrorCode.TOO_LARGE, "narrative");
    assertRefused(withNarrative("ß".repeat(32_769)), ErrorCode.TOO_LARGE, "narrative");
    assertRefused(
        REPORT.replace("\"42\"", '"' + "4".repeat(201) + '"'), ErrorCode.TOO_LARGE, "report_id");
    assertRefused(REPORT.replace("Aspirin", "A".repeat(501)), ErrorCode.TOO_LARGE, "drugs[0].name");
    assertThat(read(REPORT.replace("Aspirin", "😀".repeat(500))).drugs()).hasSize(2);
    assertRefused(
        REPORT.replace("\"Melaena\"", "\"Melaena\",\"outcome\":\"" + "o".repeat(201) + '"'),
        ErrorCode.TOO_LARGE,
        "reactions[0].outcome");
    assertRefused(REPORT + " ".repeat(1 << 20), ErrorCode.TOO_LARGE, null);
  }

  @Test
  void aNameIsBoundedAsItIsCountedToo() {
    String ligatures = "\ufdfa".repeat(28); // each stands for eighteen characters

    assertRefused(REPORT.replace("Aspirin", ligatures), ErrorCode.TOO_LARGE, "drugs[0].name");
    assertRefused(REPORT.replace("Melaena", ligatures), ErrorCode.TOO_LARGE, "reactions[0].term");
  }

  @Test
  void thereIsNoYearZeroSoThatTheWeekOfEveryDateCanBeWritten() {
    assertRefused(
        REPORT.replaceFirst("\"receipt_date\":\"[^\"]*\"", "\"receipt_date\":\"0000-01-01\""),
        ErrorCode.INVALID_DATE,
        "receipt_date");
  }

  @Test
  void theValueIsOneJsonObjectInUtf8() {
    assertRefused("", ErrorCode.EMPTY_VALUE, null);
    assertRefused(" \n", ErrorCode.EMPTY_VALUE, null);
    assertRefused("[" + REPORT + "]", ErrorCode.NOT_AN_OBJECT, null);
    assertRefused("\"42\"", ErrorCode.NOT_AN_OBJECT, null);
    assertRefused("null", ErrorCode.NOT_AN_OBJECT, null);
    assertRefused(REPORT + "{}", ErrorCode.TRAILING_DATA, null);
    assertRefused(REPORT + "]", ErrorCode.TRAILING_DATA, null);
    assertRefused("report 42", ErrorCode.MALFORMED_JSON, null);
    assertRefused(REPORT.replace("\"42\"", "'42'"), ErrorCode.MALFORMED_JSON, "report_id");
    assertRefused("// a report\n" + REPORT, ErrorCode.MALFORMED_JSON, null);
    assertRefused(
        REPORT.strip().substring(0, 300),
        ErrorCode.MALFORMED_JSON,
        "seriousness.congenital_anomaly");
    assertRefused(REPORT.replace("42", "4\u0001"), ErrorCode.MALFORMED_JSON, "report_id");
    assertThat(refusal(REPORT.getBytes(UTF_16BE)).code()).isEqualTo(ErrorCode.INVALID_ENCODING);
    assertThat(refusal(REPORT.replace("Aspirin", "Möhre").getBytes(ISO_8859_1)).code())
        .isEqualTo(ErrorCode.INVALID_ENCODING);
  }

  @Test
  void aBottomlessValueIsRefusedBeforeItHurts() {
    String deep = REPORT.replace("\"version\":1", "\"version\":1,\"x\":" + "[".repeat(500_000));

    assertThat(refusal(deep.getBytes(UTF_8)).code()).isEqualTo(ErrorCode.TOO_DEEP);
  }

  @Test
  void theFirstThingThatIsWrongDecides() {
    String twice = REPORT.replace("\"version\":1", "\"version\":0").replace("Aspirin", "");

    assertRefused(twice, ErrorCode.OUT_OF_RANGE, "version");
  }

  @Test
  void aRefusalSaysWhatIsWrongWithoutQuotingTheReport() {
    InvalidRecordException refusal =
        refusal(REPORT.replace("\"1999-07-15\"", "\"Jane Doe\"").getBytes(UTF_8));

    assertThat(refusal)
        .hasMessage("receipt_date is not a calendar date in the form YYYY-MM-DD")
        .hasMessageNotContaining("Jane");
  }

  private static String drug(int number) {
    return "{\"name\":\"D%d\",\"role\":\"interacting\"},".formatted(number);
  }

  private static String withNarrative(String narrative) {
    return REPORT.replace("\"version\":1", "\"version\":1,\"narrative\":\"" + narrative + '"');
  }

  private AdverseEventReport read(String json) {
    return reader.read(json.getBytes(UTF_8), ReportExamples.TODAY);
  }

  private void assertRefused(String json, ErrorCode code, @Nullable String field) {
    InvalidRecordException refusal = refusal(json.getBytes(UTF_8));

    assertThat(refusal).as(json.length() < 2_000 ? json : "a long value").isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.field()).isEqualTo(field);
  }

  private InvalidRecordException refusal(byte[] json) {
    return catchThrowableOfType(
        InvalidRecordException.class, () -> reader.read(json, ReportExamples.TODAY));
  }
}
