package io.tocsin.reasoning.consumer;

import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.detection.Detection;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a record of an alert topic led to; written together with its offset. */
sealed interface Outcome {
  ConsumerRecord<byte[], byte[]> record();

  PartitionProgress progress();

  /**
   * The alert was reasoned about.
   *
   * @param output the detection as it is written
   */
  record Detected(
      ConsumerRecord<byte[], byte[]> record,
      PartitionProgress progress,
      Detection detection,
      ProducerRecord<byte[], byte[]> output)
      implements Outcome {}

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
