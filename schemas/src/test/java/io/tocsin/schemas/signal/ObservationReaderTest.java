package io.tocsin.schemas.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObservationReaderTest {
  private static final LocalDate TODAY = LocalDate.of(2025, 1, 1);

  /** A request as the first detectors sent it. */
  private static final String REQUEST =
      """
      {"drug":"drug1","event":"rash","total_cases":100000,"count":1,"seriousness":"TRUE",
      "outcome":"life threatening","serious_count":1,"onset_date":"2022-04-07",
      "report_date":"2025-01-01","severity":0.532,"burst_score":0.923,"mechanism_score":0.248,
      "sources":["rwe_claims","twitter"],
      "source_confidence":{"rwe_claims":0.5,"twitter":0.34},
      "source_strength":{"rwe_claims":0.45,"twitter":0.61},
      "most_recent_date":"2024-01-01","dates":["2024-01-01","2023-02-28"]}
      """;

  private final ObservationReader reader = new ObservationReader();

  @Test
  void aRequestInItsFirstShapeIsUnderstood() {
    SignalObservation observation = read(REQUEST);

    assertThat(observation.drug()).isEqualTo("drug1");
    assertThat(observation.totalCases()).isEqualTo(100_000);
    assertThat(observation.count()).isOne();
    assertThat(observation.seriousness()).isEqualTo("TRUE");
    assertThat(observation.seriousCount()).isOne();
    assertThat(observation.onsetDate()).isEqualTo(LocalDate.of(2022, 4, 7));
    assertThat(observation.severity()).isEqualTo(0.532);
    assertThat(observation.severityScore()).isNull();
    assertThat(observation.sources()).containsExactly("rwe_claims", "twitter");
    assertThat(observation.sourceConfidence())
        .isEqualTo(Map.of("rwe_claims", 0.5, "twitter", 0.34));
    assertThat(observation.dates())
        .containsExactly(LocalDate.of(2024, 1, 1), LocalDate.of(2023, 2, 28));
    assertThat(observation.labelReactions()).isEmpty();
    assertThat(observation.contingency()).isNull();
    assertThat(reader.unknownFields()).isZero();
  }

  @Test
  void aTimeSeriesHasOneCountForEachDate() {
    String series =
        "\"time_series\":{\"dates\":[\"2024-01-01\",\"2024-01-08\"],\"counts\":[1,3]},\"drug\"";

    assertThat(read(REQUEST.replace("\"drug\"", series)).timeSeries())
        .isEqualTo(
            new TimeSeries(
                List.of(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 8)), List.of(1L, 3L)));
  }

  @ParameterizedTest
  @CsvSource({"'\"serious\"', serious", "true, true", "false, false", "1, 1", "0, 0", "'\"\"', ''"})
  void seriousnessMayBeATextAFlagOrANumber(String sent, String understood) {
    assertThat(read(REQUEST.replace("\"TRUE\"", sent)).seriousness()).isEqualTo(understood);
  }

  @Test
  void whatIsWrittenReadsBackEqual() {
    List<SignalObservation> observations =
        List.of(SignalExamples.fullObservation(), SignalExamples.minimalObservation());

    assertThat(observations)
        .allSatisfy(
            observation -> {
              byte[] json = Json.write(observation);
              assertThat(reader.read(json, TODAY)).isEqualTo(observation);
              assertThat(Json.read(json, SignalObservation.class)).isEqualTo(observation);
            });
  }

  @Test
  void whatTheScorerDoesNotUseIsIgnoredAndCounted() {
    String more = "\"detector\":{\"name\":\"x\"},\"drug\"";

    assertThat(read(REQUEST.replace("\"drug\"", more))).isEqualTo(read(REQUEST));
    assertThat(reader.unknownFields()).isOne();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      textBlock =
          """
          "drug":"drug1",        ;                          ; MISSING_FIELD   ; drug
          "drug1"                ; ""                       ; EMPTY_TEXT      ; drug
          "rash"                 ; " "                      ; EMPTY_TEXT      ; event
          "rash"                 ; null                     ; MISSING_FIELD   ; event
          "total_cases":100000,  ;                          ; MISSING_FIELD   ; total_cases
          100000                 ; 0                        ; OUT_OF_RANGE    ; total_cases
          100000                 ; -1                       ; OUT_OF_RANGE    ; total_cases
          100000                 ; 1e5                      ; WRONG_TYPE      ; total_cases
          "count":1              ; "count":-1               ; OUT_OF_RANGE    ; count
          "count":1              ; "count":"1"              ; WRONG_TYPE      ; count
          "count":1              ; "count":1.5              ; WRONG_TYPE      ; count
          "count":1              ; "count":NaN              ; NOT_A_NUMBER    ; count
          "count":1              ; "count":1,"count":1      ; DUPLICATE_FIELD ; count
          "TRUE"                 ; ["TRUE"]                 ; WRONG_TYPE      ; seriousness
          "TRUE"                 ; {}                       ; WRONG_TYPE      ; seriousness
          "serious_count":1      ; "serious_count":-1       ; OUT_OF_RANGE    ; serious_count
          0.532                  ; 1.01                     ; OUT_OF_RANGE    ; severity
          0.923                  ; -0.01                    ; OUT_OF_RANGE    ; burst_score
          0.248                  ; NaN                      ; NOT_A_NUMBER    ; mechanism_score
          0.248                  ; 1e999                    ; NOT_A_NUMBER    ; mechanism_score
          0.248                  ; "0.248"                  ; WRONG_TYPE      ; mechanism_score
          0.34                   ; 1.5                      ; OUT_OF_RANGE    ; source_confidence.twitter
          0.34                   ; null                     ; MISSING_FIELD   ; source_confidence.twitter
          0.34                   ; 0.34,"twitter":0.34      ; DUPLICATE_FIELD ; source_confidence.twitter
          0.61                   ; "strong"                 ; WRONG_TYPE      ; source_strength.twitter
          ["rwe_claims"          ; ["",1                    ; EMPTY_TEXT      ; sources[0]
          ["rwe_claims"          ; ["rwe_claims",1          ; WRONG_TYPE      ; sources[1]
          "2022-04-07"           ; "2022-04-31"             ; INVALID_DATE    ; onset_date
          "2022-04-07"           ; "2025-01-03"             ; FUTURE_DATE     ; onset_date
          "2023-02-28"           ; "2023-02-29"             ; INVALID_DATE    ; dates[1]
          "count":1              ; "count":1,"contingency":{"n11":1,"n10":2,"n01":3} ; MISSING_FIELD ; contingency.n00
          "count":1              ; "count":1,"contingency":{"n11":-1,"n10":2,"n01":3,"n00":4} ; OUT_OF_RANGE ; contingency.n11
          "count":1              ; "count":1,"clinical":{"dechallenge":true} ; MISSING_FIELD ; clinical.other_drugs
          "count":1              ; "count":1,"clinical":{"other_drugs":0,"rechallenge":"yes"} ; WRONG_TYPE ; clinical.rechallenge
          "count":1              ; "count":1,"clinical":{"other_drugs":0,"onset_latency_days":-36526} ; OUT_OF_RANGE ; clinical.onset_latency_days
          "count":1              ; "count":1,"time_series":{"dates":["2024-01-01"],"counts":[]} ; SCHEMA_VIOLATION ; time_series.counts
          "count":1              ; "count":1,"time_series":{"dates":["2024-01-01"]} ; SCHEMA_VIOLATION ; time_series.counts
          "count":1              ; "count":1,"time_series":{"dates":["2024-01-01"],"counts":[-1]} ; OUT_OF_RANGE ; time_series.counts[0]
          "count":1              ; "count":1,"time_series":{"dates":["2024-13-01"],"counts":[1]} ; INVALID_DATE ; time_series.dates[0]
          """)
  void whatIsWrongIsRefusedWithItsCodeAndItsPlace(
      String good, @Nullable String bad, ErrorCode code, String field) {
    assertThat(REQUEST).contains(good);
    String json = REQUEST.replace(good, bad == null ? "" : bad);

    InvalidRecordException refusal =
        catchThrowableOfType(InvalidRecordException.class, () -> read(json));

    assertThat(refusal).as(json).isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.field()).isEqualTo(field);
  }

  private SignalObservation read(String json) {
    return reader.read(json.getBytes(UTF_8), TODAY);
  }
}
