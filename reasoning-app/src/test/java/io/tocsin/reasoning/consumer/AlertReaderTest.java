package io.tocsin.reasoning.consumer;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class AlertReaderTest {
  private final Alert alert = alert().build();

  @Test
  void anAlertIsReadAsItWasWritten() {
    assertThat(AlertReader.read(record(alert.pair().key(), alert))).isEqualTo(alert);
  }

  @Test
  void anAlertUnderAnotherPairsKeyIsRefused() {
    assertRefused(record("ASPIRIN|HEADACHE", alert), ErrorCode.KEY_MISMATCH);
  }

  @Test
  void anAlertWithoutKeyIsRefused() {
    assertRefused(
        new ConsumerRecord<>("alerts.high", 0, 0, null, Json.write(alert)), ErrorCode.MISSING_KEY);
  }

  @Test
  void anAlertWithoutValueIsRefused() {
    assertRefused(
        new ConsumerRecord<>("alerts.high", 0, 0, bytes("A|B"), null), ErrorCode.EMPTY_VALUE);
  }

  @Test
  void bytesThatAreNoJsonAreRefused() {
    assertRefused(
        new ConsumerRecord<>("alerts.high", 0, 0, bytes("A|B"), bytes("{\"alert_id\":")),
        ErrorCode.MALFORMED_JSON);
  }

  @Test
  void anIdThatIsNotTheHashOfPairAndSequenceIsRefused() {
    String json = new String(Json.write(alert), StandardCharsets.UTF_8);
    String forged = json.replace("\"sequence\":1", "\"sequence\":2");

    assertRefused(
        new ConsumerRecord<>("alerts.high", 0, 0, bytes(alert.pair().key()), bytes(forged)),
        ErrorCode.SCHEMA_VIOLATION);
  }

  private static void assertRefused(ConsumerRecord<byte[], byte[]> record, ErrorCode code) {
    InvalidRecordException refusal =
        catchThrowableOfType(InvalidRecordException.class, () -> AlertReader.read(record));

    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(code);
  }

  private static ConsumerRecord<byte[], byte[]> record(String key, Alert alert) {
    return new ConsumerRecord<>("alerts.high", 0, 0, bytes(key), Json.write(alert));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
