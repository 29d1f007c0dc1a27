package io.tocsin.reasoning.consumer;

import io.tocsin.schemas.deadletter.DeadLetter;
import io.tocsin.schemas.deadletter.LetterContent;
import io.tocsin.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes detections, dead letters and the offsets they cover in one transaction: all of it or none,
 * whatever happens to this process, and nothing from a member that the group has given up. Used by
 * one thread.
 */
final class DetectionSink {
  private static final Logger LOG = LoggerFactory.getLogger(DetectionSink.class);
  private static final int COMMIT_ATTEMPTS = 3;
  private static final String STAGE = "reasoning";

  private final Producer<byte[], byte[]> producer;
  private final String deadLetters;
  private final String version;

  DetectionSink(Producer<byte[], byte[]> producer, Topics topics, String version) {
    this.producer = producer;
    this.version = version;
    this.deadLetters = topics.alertsDeadLetters().name();
  }

  /** Ends what an earlier process of the same transactional id left open. */
  void open() {
    producer.initTransactions();
  }

  /**
   * Writes all or nothing.
   *
   * @return absent when it is committed; else why it was aborted, after which it can be tried again
   * @throws KafkaException when no try can succeed
   */
  @Nullable KafkaException write(
      List<Outcome> outcomes,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata group) {
    try {
      producer.beginTransaction();
      for (Outcome outcome : outcomes) {
        for (ProducerRecord<byte[], byte[]> record : records(outcome)) {
          Future<RecordMetadata> _ = producer.send(record);
        }
      }
      producer.sendOffsetsToTransaction(offsets, group);
    } catch (KafkaException e) {
      return abort(e);
    }
    return commit();
  }

  /** Waits for all sends and commits; throws or returns what any of them failed with. */
  private @Nullable KafkaException commit() {
    for (int attempt = 1; ; attempt++) {
      try {
        producer.commitTransaction();
        return null;
      } catch (TimeoutException e) {
        if (attempt == COMMIT_ATTEMPTS) {
          throw e;
        }
        LOG.warn("The broker did not confirm a transaction in time; asking again", e);
      } catch (KafkaException e) {
        return abort(e);
      }
    }
  }

  private KafkaException abort(KafkaException cause) {
    if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
      throw cause;
    }
    try {
      producer.abortTransaction();
      return cause;
    } catch (KafkaException fatal) {
      cause.addSuppressed(fatal);
      throw cause;
    }
  }

  private List<ProducerRecord<byte[], byte[]>> records(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> done.outputs();
      case Outcome.Refused refused -> List.of(deadLetter(refused));
    };
  }

  private ProducerRecord<byte[], byte[]> deadLetter(Outcome.Refused refused) {
    ConsumerRecord<byte[], byte[]> record = refused.record();
    LetterContent letter = LetterContent.of(record.key(), record.value(), record.headers());
    DeadLetter.of(
            refused.cause(),
            record.topic(),
            record.partition(),
            record.offset(),
            STAGE,
            version,
            refused.at())
        .writeTo(letter.headers());
    return new ProducerRecord<>(deadLetters, null, letter.key(), letter.value(), letter.headers());
  }
}
