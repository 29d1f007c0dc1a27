package io.tocsin.reasoning.consumer;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.signal.AlertLevel;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An alert to reason about.
 *
 * @param level of the topic it came on
 * @param record as it was read
 * @param progress of its partition, while that is ours
 */
record Task(
    Alert alert,
    AlertLevel level,
    ConsumerRecord<byte[], byte[]> record,
    PartitionProgress progress) {

  String pair() {
    return alert.pair().key();
  }
}
