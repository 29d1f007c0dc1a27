package io.tocsin.schemas.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeadLetterTest {
  private static final DeadLetter LETTER =
      DeadLetter.of(
          new InvalidRecordException(
              ErrorCode.EMPTY_TEXT, "drugs[2].name", "drugs[2].name is empty"),
          "adverse-event-reports",
          3,
          9_000_000_000L,
          "intake",
          "0.1.0",
          Instant.parse("2026-11-20T16:00:00.123Z"));

  @Test
  void theProvenanceOfARefusedRecordTravelsInItsHeaders() {
    Headers headers = new RecordHeaders().add("traceparent", "00-abc".getBytes(UTF_8));

    LETTER.writeTo(headers);

    assertThat(DeadLetter.readFrom(headers)).contains(LETTER);
    assertThat(text(headers, "tocsin.error.code")).isEqualTo("empty-text");
    assertThat(text(headers, "tocsin.error.offset")).isEqualTo("9000000000");
    assertThat(text(headers, "traceparent")).isEqualTo("00-abc");
  }

  @Test
  void aSecondRefusalReplacesTheFirst() {
    Headers headers = new RecordHeaders();
    LETTER.writeTo(headers);
    DeadLetter second =
        DeadLetter.of(
            new InvalidRecordException(ErrorCode.EMPTY_VALUE, null, "the value is empty"),
            "adverse-event-reports",
            0,
            1,
            "intake",
            "0.2.0",
            Instant.EPOCH);

    second.writeTo(headers);

    assertThat(DeadLetter.readFrom(headers)).contains(second);
    assertThat(headers.toArray()).hasSize(8);
  }

  @Test
  void aRecordThatWasNeverRefusedIsNoDeadLetter() {
    Headers headers = new RecordHeaders().add("traceparent", "00-abc".getBytes(UTF_8));

    assertThat(DeadLetter.readFrom(headers)).isEmpty();
  }

  @Test
  void everyCodeSurvivesTheWire() {
    assertThat(Arrays.asList(ErrorCode.values()))
        .allSatisfy(
            code -> {
              Headers headers = new RecordHeaders();
              DeadLetter.of(
                      new InvalidRecordException(code, null, "wrong"),
                      "t",
                      0,
                      0,
                      "s",
                      "v",
                      Instant.EPOCH)
                  .writeTo(headers);
              assertThat(DeadLetter.readFrom(headers).orElseThrow().code()).isEqualTo(code);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "tocsin.error.code,, MISSING_FIELD",
    "tocsin.error.code, no-such-code, UNKNOWN_VALUE",
    "tocsin.error.topic,, MISSING_FIELD",
    "tocsin.error.partition, three, WRONG_TYPE",
    "tocsin.error.partition, 2147483648, OUT_OF_RANGE",
    "tocsin.error.offset, -1, OUT_OF_RANGE",
    "tocsin.error.at, yesterday, INVALID_DATE"
  })
  void aHeaderThatCannotBeReadIsNamed(String name, String value, ErrorCode code) {
    Headers headers = new RecordHeaders();
    LETTER.writeTo(headers);
    headers.remove(name);
    if (value != null) {
      headers.add(name, value.getBytes(UTF_8));
    }

    InvalidRecordException refusal =
        catchThrowableOfType(InvalidRecordException.class, () -> DeadLetter.readFrom(headers));

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.field()).isEqualTo(name);
  }

  private static String text(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), UTF_8);
  }
}
