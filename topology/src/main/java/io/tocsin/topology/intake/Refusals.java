package io.tocsin.topology.intake;

import io.tocsin.schemas.deadletter.DeadLetter;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.deadletter.LetterContent;
import io.tocsin.topology.metrics.TopologyMetrics;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sends refused records to the dead letters, as they came, with where they came from and why. */
public final class Refusals {
  private static final String VERSION = version();

  private final ProcessorContext<Object, Object> context;
  private final String stage;
  private final String sink;
  private final TopologyMetrics metrics;

  /**
   * @param stage that refuses
   * @param sink name of the node that writes the dead letters
   */
  public Refusals(
      ProcessorContext<Object, Object> context,
      String stage,
      String sink,
      TopologyMetrics metrics) {
    this.context = context;
    this.stage = stage;
    this.sink = sink;
    this.metrics = metrics;
  }

  /** Refuses a record of the context's topic. */
  public void refuse(Record<byte[], byte[]> refused, InvalidRecordException cause) {
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    long now = context.currentSystemTimeMs();
    LetterContent letter = LetterContent.of(refused.key(), refused.value(), refused.headers());
    DeadLetter.of(
            cause,
            origin.topic(),
            origin.partition(),
            origin.offset(),
            stage,
            VERSION,
            Instant.ofEpochMilli(now))
        .writeTo(letter.headers());
    metrics.deadLettered(origin.topic(), cause.code());
    context.forward(
        new Record<Object, Object>(letter.key(), letter.value(), now, letter.headers()), sink);
  }

  /** A record without a key. */
  public static InvalidRecordException missingKey(String expected) {
    return new InvalidRecordException(
        ErrorCode.MISSING_KEY, null, "the record has no key; send it under " + expected);
  }

  /** A record under another key than its content has. */
  public static InvalidRecordException keyMismatch(String expected) {
    return new InvalidRecordException(
        ErrorCode.KEY_MISMATCH, null, "the key is not " + expected + "; send it under that");
  }

  static InvalidRecordException emptyValue() {
    return new InvalidRecordException(
        ErrorCode.EMPTY_VALUE, null, "the record has no value; send a nullification to take back");
  }

  private static String version() {
    @Nullable String version = Refusals.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
