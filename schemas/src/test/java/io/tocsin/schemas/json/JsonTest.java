package io.tocsin.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  /** One component of every kind that the contracts have. */
  record Sample(
      String someName,
      int count,
      AlertReason reason,
      Inner inner,
      @Nullable String note,
      @Nullable Double score,
      @Nullable Boolean flag,
      @Nullable Long total,
      @Nullable LocalDate day,
      @Nullable Instant at,
      @Nullable ReportStatus status,
      List<String> names,
      List<Inner> inners,
      Map<ReportSource, Long> bySource) {}

  record Inner(double weight) {}

  private static final String REQUIRED =
      "\"some_name\":\"a\",\"count\":1,\"reason\":\"renewed\",\"inner\":{\"weight\":0.5}";

  @Test
  void whatIsOptionalReadsAsNullOrEmptyWhenAbsentOrNull() {
    Sample expected =
        new Sample(
            "a",
            1,
            AlertReason.RENEWED,
            new Inner(0.5),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            Map.of());

    assertThat(read("")).isEqualTo(expected);
    assertThat(read(",\"note\":null,\"score\":null,\"names\":null,\"by_source\":null"))
        .isEqualTo(expected);
  }

  @Test
  void everyKindOfComponentSurvivesTheWire() {
    Sample full =
        new Sample(
            "ä \"quoted\"",
            -3,
            AlertReason.DE_ESCALATED,
            new Inner(1e-300),
            "",
            0.1,
            false,
            Long.MAX_VALUE,
            LocalDate.of(1999, 7, 15),
            Instant.parse("2026-11-20T16:00:00.123456789Z"),
            ReportStatus.NULLIFIED,
            List.of("", "b"),
            List.of(new Inner(2)),
            Map.of(ReportSource.CLINICAL_TRIAL, 4L));

    byte[] json = Json.write(full);

    assertThat(new String(json, UTF_8))
        .contains("\"some_name\"", "\"de_escalated\"", "\"nullified\"", "{\"clinical_trial\":4}");
    assertThat(Json.read(json, Sample.class)).isEqualTo(full);
  }

  @ParameterizedTest
  @ValueSource(strings = {"some_name", "count", "reason", "inner"})
  void aRequiredComponentThatIsAbsentOrNullIsNamed(String required) {
    String renamed = "{" + REQUIRED.replace('"' + required + '"', "\"other\"") + "}";
    String nulled =
        "{"
            + REQUIRED.replaceFirst('"' + required + "\":[^,}]+}?", '"' + required + "\":null")
            + "}";

    assertThat(List.of(refusal(renamed), refusal(nulled)))
        .allSatisfy(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.MISSING_FIELD);
              assertThat(refusal.field()).isEqualTo(required);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      textBlock =
          """
          "count2":1, "count":"1"          ; DUPLICATE_FIELD ; count
          "note":1                         ; WRONG_TYPE      ; note
          "note":true                      ; WRONG_TYPE      ; note
          "note":["a"]                     ; WRONG_TYPE      ; note
          "score":"1.5"                    ; WRONG_TYPE      ; score
          "score":"NaN"                    ; WRONG_TYPE      ; score
          "score":""                       ; WRONG_TYPE      ; score
          "score":true                     ; WRONG_TYPE      ; score
          "score":1e999                    ; NOT_A_NUMBER    ; score
          "score":NaN                      ; NOT_A_NUMBER    ; score
          "score":-Infinity                ; NOT_A_NUMBER    ; score
          "flag":1                         ; WRONG_TYPE      ; flag
          "flag":"true"                    ; WRONG_TYPE      ; flag
          "flag":""                        ; WRONG_TYPE      ; flag
          "total":1.5                      ; WRONG_TYPE      ; total
          "total":1.0                      ; WRONG_TYPE      ; total
          "total":"1"                      ; WRONG_TYPE      ; total
          "total":9223372036854775808      ; OUT_OF_RANGE    ; total
          "day":"1999-02-30"               ; INVALID_DATE    ; day
          "day":"1999-2-03"                ; INVALID_DATE    ; day
          "day":"1999-02-03T00:00:00"      ; INVALID_DATE    ; day
          "day":""                         ; INVALID_DATE    ; day
          "day":[1999,2,3]                 ; WRONG_TYPE      ; day
          "day":19990203                   ; WRONG_TYPE      ; day
          "at":1700000000                  ; WRONG_TYPE      ; at
          "at":"yesterday"                 ; WRONG_TYPE      ; at
          "status":"ACTIVE"                ; UNKNOWN_STATUS  ; status
          "status":"gone"                  ; UNKNOWN_STATUS  ; status
          "status":""                      ; UNKNOWN_STATUS  ; status
          "status":0                       ; WRONG_TYPE      ; status
          "names":"a"                      ; WRONG_TYPE      ; names
          "names":""                       ; WRONG_TYPE      ; names
          "names":["a",1]                  ; WRONG_TYPE      ; names[1]
          "names":["a",null]               ; MISSING_FIELD   ; names[1]
          "inners":[{"weight":1},{}]       ; MISSING_FIELD   ; inners[1].weight
          "inners":[{"weight":1},{"weight":"2"}] ; WRONG_TYPE ; inners[1].weight
          "inners":[{"weight":1},{"weight":1,"weight":2}] ; DUPLICATE_FIELD ; inners[1].weight
          "inners":[[]]                    ; WRONG_TYPE      ; inners[0]
          "by_source":{"FAERS":1}          ; UNKNOWN_VALUE   ; by_source
          "by_source":{"faers":null}       ; MISSING_FIELD   ; by_source.faers
          "other":{"a":1,"a":2}            ; DUPLICATE_FIELD ; other.a
          """)
  void nothingIsCoerced(String member, ErrorCode code, @Nullable String field) {
    InvalidRecordException refusal = refusal("{" + REQUIRED + "," + member + "}");

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.field()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Renewed", "RENEWED", " renewed", "de-escalated"})
  void enumsAreReadInLowerCaseOnly(String reason) {
    InvalidRecordException refusal = refusal("{" + REQUIRED.replace("renewed", reason) + "}");

    assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_VALUE);
    assertThat(refusal.field()).isEqualTo("reason");
  }

  @Test
  void unknownFieldsAreIgnored() {
    assertThat(read(",\"other\":{\"deep\":[1,2,{}]}").someName()).isEqualTo("a");
  }

  @Test
  void oneObjectFillsTheValue() {
    String good = "{" + REQUIRED + "}";

    assertThat(refusal("").code()).isEqualTo(ErrorCode.EMPTY_VALUE);
    assertThat(refusal("  ").code()).isEqualTo(ErrorCode.EMPTY_VALUE);
    assertThat(refusal("[" + good + "]").code()).isEqualTo(ErrorCode.NOT_AN_OBJECT);
    assertThat(refusal("null").code()).isEqualTo(ErrorCode.NOT_AN_OBJECT);
    assertThat(refusal(good + good).code()).isEqualTo(ErrorCode.TRAILING_DATA);
    assertThat(refusal(good + "}").code()).isEqualTo(ErrorCode.TRAILING_DATA);
    assertThat(refusal(good + "x").code()).isEqualTo(ErrorCode.TRAILING_DATA);
    assertThat(refusal(good.substring(0, 20)).code()).isEqualTo(ErrorCode.MALFORMED_JSON);
    assertThat(Json.read((" " + good + "\n").getBytes(UTF_8), Sample.class).count()).isOne();
  }

  @Test
  void onlyUtf8IsRead() {
    byte[] overlong = ("{" + REQUIRED + ",\"note\":\"??\"}").getBytes(UTF_8);
    overlong[overlong.length - 4] = (byte) 0xC0;
    overlong[overlong.length - 3] = (byte) 0x80;

    assertThat(refusal(overlong).code()).isEqualTo(ErrorCode.INVALID_ENCODING);
    assertThat(refusal(("{" + REQUIRED + "}").getBytes(UTF_16)).code())
        .isEqualTo(ErrorCode.INVALID_ENCODING);
    assertThat(refusal(("{" + REQUIRED + "}").getBytes(UTF_16LE)).code())
        .isEqualTo(ErrorCode.INVALID_ENCODING);
    assertThat(read(",\"note\":\"ß 药 😀\"").note()).isEqualTo("ß 药 😀");
  }

  @Test
  void depthAndLengthAreBounded() {
    assertThat(refusal("{" + REQUIRED + ",\"x\":" + "[".repeat(40) + "]".repeat(40) + "}").code())
        .isEqualTo(ErrorCode.TOO_DEEP);
    assertThat(refusal("{" + REQUIRED + ",\"note\":\"" + "x".repeat(2 << 20) + "\"}").code())
        .isEqualTo(ErrorCode.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void noNumberThatJsonCannotSayIsWritten(double value) {
    assertThatThrownBy(() -> Json.write(new Inner(value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN or infinite");
    assertThatThrownBy(() -> Json.mapper().writeValueAsString(List.of(value)))
        .hasMessageContaining("NaN or infinite");
  }

  @Test
  void aTombstoneIsNullBothWays() {
    JsonSerde<Inner> serde = JsonSerde.of(Inner.class);

    assertThat(serde.serializer().serialize("t", null)).isNull();
    assertThat(serde.deserializer().deserialize("t", null)).isNull();
    assertThat(
            serde.deserializer().deserialize("t", serde.serializer().serialize("t", new Inner(1))))
        .isEqualTo(new Inner(1));
  }

  private static Sample read(String more) {
    return Json.read(("{" + REQUIRED + more + "}").getBytes(UTF_8), Sample.class);
  }

  private static InvalidRecordException refusal(String json) {
    return refusal(json.getBytes(UTF_8));
  }

  private static InvalidRecordException refusal(byte[] json) {
    return catchThrowableOfType(InvalidRecordException.class, () -> Json.read(json, Sample.class));
  }
}
