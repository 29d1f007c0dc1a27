package io.tocsin.reasoning.follow;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Follows a compacted topic from its beginning and keeps the latest value of each key. A record
 * that cannot be read is counted and skipped: the key keeps its last good value. Thread-safe.
 */
public final class TableFollower<V> implements AutoCloseable {
  private final Reader<V> reader;
  private final Map<String, V> table = new ConcurrentHashMap<>();
  private final RecordFollower records;

  /** Reads a value. */
  @FunctionalInterface
  public interface Reader<V> {
    /** The value of a key; a runtime exception when the record is none. */
    V read(String key, byte[] value);
  }

  private TableFollower(Consumer<byte[], byte[]> consumer, String topic, Reader<V> reader) {
    this.reader = reader;
    this.records = RecordFollower.start(consumer, topic, Instant.EPOCH, new Rows());
  }

  /**
   * Begins to follow a topic; a broker that does not answer and a topic that is missing are waited
   * for.
   *
   * @param kafka settings of the client
   */
  public static <V> TableFollower<V> start(
      Map<String, Object> kafka, String topic, Reader<V> reader) {
    return start(RecordFollower.consumer(kafka), topic, reader);
  }

  /**
   * Begins to follow a topic.
   *
   * @param consumer of bytes, without a group, that begins at the beginning; closed here
   */
  public static <V> TableFollower<V> start(
      Consumer<byte[], byte[]> consumer, String topic, Reader<V> reader) {
    return new TableFollower<>(consumer, topic, reader);
  }

  /** The latest value of a key; absent when there is none or none was read yet. */
  public @Nullable V get(String key) {
    return table.get(key);
  }

  /** How many keys have a value. */
  public int size() {
    return table.size();
  }

  /**
   * Completes when all has been read that was there when the reading began; cancelled when it was
   * closed before.
   */
  public CompletableFuture<Void> caughtUp() {
    return records.caughtUp();
  }

  /** Whether all has been read that was there when the reading began. */
  public boolean hasCaughtUp() {
    return records.hasCaughtUp();
  }

  /** Records that could not be read. */
  public long skipped() {
    return records.skipped();
  }

  /** Why it does not get on; absent when it does. */
  public @Nullable String trouble() {
    return records.trouble();
  }

  /** Stops, within seconds. What was read can still be asked for. */
  @Override
  public void close() {
    records.close();
  }

  private final class Rows implements RecordFollower.Listener {
    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
      if (record.key() == null) {
        throw new InvalidRecordException(ErrorCode.KEY_MISMATCH, null, "it has no key");
      }
      String key = new String(record.key(), StandardCharsets.UTF_8);
      if (record.value() == null) {
        table.remove(key);
      } else {
        table.put(key, reader.read(key, record.value()));
      }
    }

    @Override
    public void restart() {
      table.clear();
    }
  }
}
