package io.tocsin.reasoning.consumer;

import io.tocsin.reasoning.assessment.Deferral;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.signal.AlertLevel;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An alert to reason about.
 *
 * @param level of the topic it came on, or came on first
 * @param earlier how it was put off before; absent the first time
 * @param record as it was read
 * @param progress of its partition, while that is ours
 * @param since when it was read
 */
record Task(
    Alert alert,
    AlertLevel level,
    @Nullable Deferral earlier,
    ConsumerRecord<byte[], byte[]> record,
    PartitionProgress progress,
    Instant since) {

  String pair() {
    return alert.pair().key();
  }
}
