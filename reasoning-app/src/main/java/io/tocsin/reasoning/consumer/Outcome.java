package io.tocsin.reasoning.consumer;

import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.detection.Detection;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What a record of an alert topic led to; written together with its offset. */
sealed interface Outcome {
  ConsumerRecord<byte[], byte[]> record();

  PartitionProgress progress();

  /**
   * The alert was reasoned about.
   *
   * @param detection absent when the alert was put off again and nothing is new
   * @param outputs what is written: a detection, the alert for another try, or both
   */
  record Done(
      ConsumerRecord<byte[], byte[]> record,
      PartitionProgress progress,
      @Nullable Detection detection,
      List<ProducerRecord<byte[], byte[]>> outputs)
      implements Outcome {
    /** Copies the list. */
    public Done {
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * The record is no alert, or cannot be reasoned about.
   *
   * @param at when it was refused
   */
  record Refused(
      ConsumerRecord<byte[], byte[]> record,
      PartitionProgress progress,
      InvalidRecordException cause,
      Instant at)
      implements Outcome {}
}
