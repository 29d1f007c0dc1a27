package io.tocsin.reasoning.follow;

import io.tocsin.schemas.deadletter.InvalidRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows all partitions of a topic, without a group, and hands over every record, one after the
 * other. A record that cannot be read is counted and skipped. Thread-safe; has a thread of its own.
 */
public final class RecordFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordFollower.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Instant since;
  private final Listener listener;
  private final LongAdder skipped = new LongAdder();
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable Map<TopicPartition, Long> ends;
  private volatile boolean read;
  private long looked = System.nanoTime();
  private volatile @Nullable String trouble;

  /** Is handed every record. */
  @FunctionalInterface
  public interface Listener {
    /** Takes a record; a runtime exception when it cannot be read. */
    void accept(ConsumerRecord<byte[], byte[]> record);

    /** The topic is another one under the same name, and is read anew. */
    default void restart() {}
  }

  private RecordFollower(
      Consumer<byte[], byte[]> consumer, String topic, Instant since, Listener listener) {
    this.consumer = consumer;
    this.topic = topic;
    this.since = since;
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("follow-" + topic).unstarted(this::run);
  }

  /**
   * Begins to follow a topic; a broker that does not answer and a topic that is missing are waited
   * for.
   *
   * @param kafka settings of the client
   * @param since records of an earlier time are passed over
   */
  public static RecordFollower start(
      Map<String, Object> kafka, String topic, Instant since, Listener listener) {
    return start(consumer(kafka), topic, since, listener);
  }

  /**
   * Begins to follow a topic.
   *
   * @param consumer of bytes, without a group; closed here
   */
  static RecordFollower start(
      Consumer<byte[], byte[]> consumer, String topic, Instant since, Listener listener) {
    RecordFollower follower = new RecordFollower(consumer, topic, since, listener);
    follower.thread.start();
    return follower;
  }

  static Consumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
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
    return read;
  }

  /** Records that could not be read. */
  public long skipped() {
    return skipped.sum();
  }

  /** Why it does not get on; absent when it does. */
  public @Nullable String trouble() {
    return trouble;
  }

  /** Stops, within seconds. */
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
    try {
      while (!stopped(Duration.ZERO)) {
        turnOrPause();
      }
    } catch (Error e) {
      trouble = "%s is no longer followed: %s".formatted(topic, e);
      throw e;
    } finally {
      caughtUp.cancel(false);
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  private void turnOrPause() {
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

  private void turn() {
    if (ends == null) {
      ends = open();
    }
    if (!read && reached(ends)) {
      LOG.info("Read {} to its end, {} records skipped", topic, skipped());
      read = true;
      caughtUp.complete(null);
    }
    consumer.poll(POLL).forEach(this::accept);
    if (System.nanoTime() - looked >= LOOK.toNanos()) {
      look();
      looked = System.nanoTime();
    }
  }

  /** Polling says neither that brokers are away nor that a topic was made anew. */
  private void look() {
    Map<TopicPartition, Long> now = consumer.endOffsets(consumer.assignment(), PATIENCE);
    boolean another =
        consumer.partitionsFor(topic, PATIENCE).size() != now.size()
            || now.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) > end.getValue());
    if (another) {
      LOG.warn("{} was made anew, and is read again from its beginning", topic);
      read = false;
      ends = null;
      listener.restart();
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
    Map<TopicPartition, Long> last = consumer.endOffsets(partitions);
    if (since.equals(Instant.EPOCH)) {
      consumer.seekToBeginning(partitions);
    } else {
      seekTo(since, partitions, last);
    }
    return last;
  }

  private void seekTo(
      Instant time, List<TopicPartition> partitions, Map<TopicPartition, Long> last) {
    Map<TopicPartition, OffsetAndTimestamp> first =
        consumer.offsetsForTimes(
            partitions.stream()
                .collect(Collectors.toMap(Function.identity(), _ -> time.toEpochMilli())));
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp found = first.get(partition);
      consumer.seek(partition, found == null ? last.getOrDefault(partition, 0L) : found.offset());
    }
  }

  private boolean reached(Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void accept(ConsumerRecord<byte[], byte[]> record) {
    try {
      listener.accept(record);
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
