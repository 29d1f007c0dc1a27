package io.tocsin.reasoning.cache;

import io.tocsin.reasoning.follow.RecordFollower;
import io.tocsin.schemas.control.ReasoningOrder;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Obeys the topic {@code reasoning.control}: every instance reads all of it, so that orders reach
 * them also without Redis. At the start, orders are obeyed again that are younger than an answer
 * may be: answers in Redis outlive instances, and nobody may have been there to obey. Thread-safe.
 */
public final class Orders implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

  private final AnswerCache answers;
  private final RecordFollower records;

  private Orders(
      Map<String, Object> kafka, Topics topics, Duration ttl, Clock clock, AnswerCache answers) {
    this.answers = answers;
    this.records =
        RecordFollower.start(
            kafka, topics.reasoningControl().name(), clock.instant().minus(ttl), this::obey);
  }

  /**
   * Begins to follow the orders.
   *
   * @param kafka settings of the client
   * @param ttl how long an answer may live
   */
  public static Orders follow(
      Map<String, Object> kafka, Topics topics, Duration ttl, Clock clock, AnswerCache answers) {
    return new Orders(kafka, topics, ttl, clock, answers);
  }

  /** Whether all orders were obeyed that were there at the start. */
  public boolean hasCaughtUp() {
    return records.hasCaughtUp();
  }

  /** Orders that could not be read. */
  public long skipped() {
    return records.skipped();
  }

  /** Why none are heard; absent when they are. */
  public @Nullable String trouble() {
    return records.trouble();
  }

  @Override
  public void close() {
    records.close();
  }

  private void obey(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new InvalidRecordException(ErrorCode.SCHEMA_VIOLATION, null, "it has no value");
    }
    Invalidation invalidation = Invalidation.of(Json.read(record.value(), ReasoningOrder.class));
    LOG.info("Kept answers are no longer used, by order: {}", invalidation);
    answers.invalidate(invalidation);
  }
}
