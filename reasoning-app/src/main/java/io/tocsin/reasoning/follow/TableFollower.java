package io.tocsin.reasoning.follow;

import io.tocsin.schemas.deadletter.InvalidRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a compacted topic from its beginning, without a group, and keeps the latest value of each
 * key. A record that cannot be read is counted and skipped: the key keeps its last good value.
 * Thread-safe; has a thread of its own.
 */
public final class TableFollower<V> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TableFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Reader<V> reader;
  private final Map<String, V> table = new ConcurrentHashMap<>();
  private final LongAdder skipped = new LongAdder();
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable Map<TopicPartition, Long> ends;
  private volatile @Nullable String trouble;

  /** Reads a value. */
  @FunctionalInterface
  public interface Reader<V> {
    /** The value of a key; a runtime exception when the record is none. */
    V read(String key, byte[] value);
  }

  private TableFollower(Consumer<byte[], byte[]> consumer, String topic, Reader<V> reader) {
    this.consumer = consumer;
    this.topic = topic;
    this.reader = reader;
    this.thread = Thread.ofPlatform().daemon().name("follow-" + topic).unstarted(this::run);
  }

  /**
   * Begins to follow a topic; a broker that does not answer and a topic that is missing are waited
   * for.
   *
   * @param kafka settings of the client
   */
  public static <V> TableFollower<V> start(
      Map<String, Object> kafka, String topic, Reader<V> reader) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return start(
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        topic,
        reader);
  }

  /**
   * Begins to follow a topic.
   *
   * @param consumer of bytes, without a group, that begins at the beginning; closed here
   */
  public static <V> TableFollower<V> start(
      Consumer<byte[], byte[]> consumer, String topic, Reader<V> reader) {
    TableFollower<V> follower = new TableFollower<>(consumer, topic, reader);
    follower.thread.start();
    return follower;
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
    return caughtUp.copy();
  }

  /** Whether all has been read that was there when the reading began. */
  public boolean hasCaughtUp() {
    return caughtUp.isDone() && !caughtUp.isCompletedExceptionally();
  }

  /** Records that could not be read. */
  public long skipped() {
    return skipped.sum();
  }

  /** Why it does not get on; absent when it does. */
  public @Nullable String trouble() {
    return trouble;
  }

  /** Stops, within seconds. What was read can still be asked for. */
  @Override
  public void close() {
    stop.countDown();
    consumer.wakeup();
    try {
      if (!thread.join(PATIENCE)) {
        LOG.warn("Following {} did not end within {}", topic, PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopped(Duration.ZERO)) {
      try {
        turn();
        trouble = null;
      } catch (WakeupException e) {
        LOG.debug("Woken up to stop", e);
      } catch (RuntimeException e) {
        if (trouble == null) {
          LOG.warn("{} cannot be followed; it is tried again", topic, e);
        }
        trouble = "%s cannot be followed: %s".formatted(topic, e);
        stopped(PAUSE);
      }
    }
    caughtUp.cancel(false);
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }

  private void turn() {
    if (ends == null) {
      ends = open();
    }
    consumer.poll(POLL).forEach(this::accept);
    if (!caughtUp.isDone() && reached(ends)) {
      LOG.info("Read {} to its end: {} keys, {} records skipped", topic, table.size(), skipped());
      caughtUp.complete(null);
    }
  }

  private Map<TopicPartition, Long> open() {
    List<PartitionInfo> known = consumer.partitionsFor(topic);
    if (known == null || known.isEmpty()) {
      throw new KafkaException("there is no topic %s; create it".formatted(topic));
    }
    List<TopicPartition> partitions =
        known.stream().map(each -> new TopicPartition(topic, each.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer.endOffsets(partitions);
  }

  private boolean reached(Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void accept(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      skip(record, "it has no key");
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      table.remove(key);
      return;
    }
    try {
      table.put(key, reader.read(key, record.value()));
    } catch (InvalidRecordException e) {
      skip(record, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      skip(record, e.getClass().getName());
    }
  }

  private void skip(ConsumerRecord<byte[], byte[]> record, String why) {
    skipped.increment();
    LOG.warn("Skipped offset {} of {}-{}: {}", record.offset(), topic, record.partition(), why);
  }

  private boolean stopped(Duration patience) {
    try {
      return stop.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
