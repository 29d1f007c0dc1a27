package io.tocsin.schemas.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import io.tocsin.schemas.deadletter.DeadLetter;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContractTest {
  private static final Set<ErrorCode> BEYOND_A_SCHEMA =
      EnumSet.of(ErrorCode.FUTURE_DATE, ErrorCode.DUPLICATE_ENTRY);

  private static final Schemas SCHEMAS = new Schemas();

  static List<Contract<?>> contracts() {
    return Contract.all();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void whatIsWrittenIsValidAndReadsBackEqual(Contract<?> contract) {
    assertThat(contract.examples())
        .allSatisfy(
            example -> {
              byte[] json = Json.write(example);
              assertThat(SCHEMAS.errors(contract.name(), new String(json, UTF_8))).isEmpty();
              assertThat(contract.reader().apply(json)).isEqualTo(example);
            });
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void theSchemaNamesExactlyTheComponentsOfTheRecord(Contract<?> contract) {
    assertThat(new SchemaShape().differences(contract.name(), contract.type())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void theReaderAndTheSchemaAcceptAndRefuseAlike(Contract<?> contract) {
    int accepted = 0;
    int refused = 0;
    for (Object example : contract.examples()) {
      for (JsonNode mutation : mutations(contract, example)) {
        String json = mutation.toString();
        Optional<InvalidRecordException> refusal = refusal(contract, json);
        List<Error> errors = SCHEMAS.errors(contract.name(), json);
        if (refusal.isEmpty()) {
          accepted++;
          assertThat(errors)
              .as("the reader accepts %s", json)
              .allMatch(error -> contract.unchecked().contains(error.getKeyword()));
        } else if (!beyondASchema(refusal.get())) {
          refused++;
          assertThat(errors).as("%s, in %s", refusal.get().getMessage(), json).isNotEmpty();
        }
      }
    }
    assertThat(accepted).isGreaterThan(50);
    assertThat(refused).isGreaterThan(contract.equals(Contract.ORDER) ? 250 : 500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"drugs[0].name", ""})
  void theHeadersOfADeadLetterAreValid(String field) {
    DeadLetter letter = deadLetter(ErrorCode.EMPTY_TEXT, field.isEmpty() ? null : field);

    assertThat(SCHEMAS.errors("dead-letter", headers(letter))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyErrorCodeIsInTheSchemaOfDeadLetters(ErrorCode code) {
    assertThat(SCHEMAS.errors("dead-letter", headers(deadLetter(code, null)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"code", "message", "topic", "partition", "offset", "stage", "version", "at"})
  void aDeadLetterWithoutARequiredHeaderIsNotValid(String header) {
    String json = headers(deadLetter(ErrorCode.EMPTY_TEXT, "x"));

    assertThat(SCHEMAS.errors("dead-letter", json.replace("error." + header, "error.other")))
        .isNotEmpty();
  }

  /**
   * What no schema can say: that dates pass, that names are equal once normalised, and that two
   * lists are of one length.
   */
  private static boolean beyondASchema(InvalidRecordException refusal) {
    return BEYOND_A_SCHEMA.contains(refusal.code())
        || (Objects.equals(refusal.field(), "time_series.counts")
            && refusal.code() == ErrorCode.SCHEMA_VIOLATION);
  }

  private static List<JsonNode> mutations(Contract<?> contract, Object example) {
    return Mutations.of(Json.mapper().valueToTree(example), contract.embedded());
  }

  private static DeadLetter deadLetter(ErrorCode code, @Nullable String field) {
    return DeadLetter.of(
        new InvalidRecordException(code, field, "wrong"),
        "adverse-event-reports",
        3,
        42,
        "intake",
        "0.1.0",
        Instant.EPOCH);
  }

  private static String headers(DeadLetter letter) {
    Headers headers = new RecordHeaders();
    letter.writeTo(headers);
    Map<String, String> texts = new HashMap<>();
    for (Header header : headers) {
      texts.put(header.key(), new String(header.value(), UTF_8));
    }
    return new String(Json.write(texts), UTF_8);
  }

  private static Optional<InvalidRecordException> refusal(Contract<?> contract, String json) {
    return Optional.ofNullable(
        catchThrowableOfType(
            InvalidRecordException.class, () -> contract.reader().apply(json.getBytes(UTF_8))));
  }
}
