package io.tocsin.reasoning.consumer;

import io.tocsin.reasoning.assessment.Deferral;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads an alert and checks that it is what its key and its id say. */
final class AlertReader {
  private AlertReader() {}

  /** How an alert on the topic of retries was put off. */
  static Deferral deferral(ConsumerRecord<byte[], byte[]> record) {
    return Deferral.readFrom(record.headers())
        .orElseThrow(
            () ->
                new InvalidRecordException(
                    ErrorCode.SCHEMA_VIOLATION,
                    null,
                    "the alert does not say how it was put off; only Tocsin writes to this topic"));
  }

  static Alert read(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      throw new InvalidRecordException(
          ErrorCode.MISSING_KEY, null, "the alert has no key; send it under drug|event");
    }
    if (record.value() == null) {
      throw new InvalidRecordException(
          ErrorCode.EMPTY_VALUE, null, "the alert has no value; alerts are never deleted");
    }
    Alert alert = Json.read(record.value(), Alert.class);
    String key = alert.pair().key();
    if (!Arrays.equals(record.key(), key.getBytes(StandardCharsets.UTF_8))) {
      throw new InvalidRecordException(
          ErrorCode.KEY_MISMATCH,
          null,
          "the key is not the alert's pair; send it under drug|event");
    }
    if (!alert.alertId().equals(Alert.id(alert.pair(), alert.sequence()))) {
      throw new InvalidRecordException(
          ErrorCode.SCHEMA_VIOLATION,
          "alert_id",
          "the alert id is not the hash of its pair and sequence; make it as Alert.id does");
    }
    return alert;
  }
}
