package io.tocsin.reasoning.consumer;

import io.tocsin.reasoning.assessment.Deferral;
import io.tocsin.reasoning.metrics.ReasoningMetrics;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.signal.AlertLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the one polling thread does: reads, hands out, collects, writes, pauses and resumes. All
 * that touches the Kafka clients happens here.
 */
final class PollLoop implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(100);
  private static final Duration BUSY_POLL = Duration.ofMillis(10);
  private static final int WRITE_AT_ONCE = 500;
  private static final int LOW_WATER_DIVISOR = 3;

  private final ConsumerOptions options;
  private final Map<String, AlertLevel> levelOfTopic;
  private final String retries;
  private final Consumer<byte[], byte[]> consumer;
  private final DetectionSink sink;
  private final Dispatcher dispatcher;
  private final Queue<Outcome> finished;
  private final BooleanSupplier paused;
  private final ReasoningMetrics metrics;

  private final Map<TopicPartition, PartitionProgress> owned = new HashMap<>();
  private final Map<TopicPartition, Instant> notBefore = new HashMap<>();
  private final List<Outcome> unwritten = new ArrayList<>();
  private final Set<AlertLevel> saturated = EnumSet.noneOf(AlertLevel.class);
  private boolean joined;
  private long lastWrite = System.nanoTime();
  private @Nullable String writeError;
  private volatile ConsumerStatus status =
      new ConsumerStatus(false, 0, 0, 0, 0, 0, 0, null, Instant.now());

  /**
   * @param retries topic of the alerts that were put off
   * @param finished what workers put outcomes into
   * @param paused whether no alert may be taken up now
   */
  PollLoop(
      ConsumerOptions options,
      Map<String, AlertLevel> levelOfTopic,
      String retries,
      Consumer<byte[], byte[]> consumer,
      DetectionSink sink,
      Dispatcher dispatcher,
      Queue<Outcome> finished,
      BooleanSupplier paused,
      ReasoningMetrics metrics) {
    this.options = options;
    this.levelOfTopic = levelOfTopic;
    this.retries = retries;
    this.consumer = consumer;
    this.sink = sink;
    this.dispatcher = dispatcher;
    this.finished = finished;
    this.paused = paused;
    this.metrics = metrics;
  }

  ConsumerStatus status() {
    return status;
  }

  int waiting(AlertLevel level) {
    return dispatcher.waiting(level);
  }

  Duration longestWait(AlertLevel level) {
    Instant oldest = dispatcher.oldest(level);
    return oldest == null ? Duration.ZERO : Duration.between(oldest, Instant.now());
  }

  void open() {
    sink.open();
    Set<String> topics = new HashSet<>(levelOfTopic.keySet());
    topics.add(retries);
    consumer.subscribe(topics, this);
  }

  /** One turn: at most {@link #IDLE_POLL} long when there is nothing to do. */
  void turn() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(busy() ? BUSY_POLL : IDLE_POLL);
    for (TopicPartition partition : records.partitions()) {
      accept(partition, records.records(partition));
    }
    collect();
    if (unwritten.size() >= WRITE_AT_ONCE
        || System.nanoTime() - lastWrite >= options.commitInterval().toNanos()) {
      write();
    }
    regulate();
    status = currentStatus();
  }

  /** Finishes what runs, writes it, and gives all partitions up. */
  void drain() {
    release(Set.copyOf(owned.keySet()));
  }

  /** Gives all partitions up and writes nothing more. */
  void abandon() {
    forget(List.copyOf(owned.values()));
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    joined = true;
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
    for (TopicPartition partition : partitions) {
      owned.put(partition, new PartitionProgress(partition, committed.get(partition)));
    }
    if (paused.getAsBoolean()) {
      consumer.pause(partitions);
    }
    LOG.info("Reading {} partitions of the alert topics", owned.size());
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    release(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    LOG.warn("Lost {} partitions; what was not written will be done by others", partitions.size());
    List<PartitionProgress> lost = progressOf(partitions);
    dispatcher.forget(lost);
    forget(lost);
  }

  private void accept(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    PartitionProgress progress = Objects.requireNonNull(owned.get(partition));
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (notDue(record)) {
        consumer.seek(partition, record.offset());
        return;
      }
      switch (progress.receive(record.offset())) {
        case FRESH -> hand(record, progress);
        case FINISHED -> LOG.debug("{} was finished before", record.offset());
        case TOO_FAR -> {
          consumer.seek(partition, record.offset());
          return;
        }
      }
    }
  }

  /** Whether a record is put off for longer; its partition then waits, for it is in order. */
  private boolean notDue(ConsumerRecord<byte[], byte[]> record) {
    if (!record.topic().equals(retries)) {
      return false;
    }
    Instant due = Deferral.readFrom(record.headers()).map(Deferral::notBefore).orElse(Instant.MIN);
    boolean early = due.isAfter(Instant.now());
    if (early) {
      notBefore.put(new TopicPartition(record.topic(), record.partition()), due);
    }
    return early;
  }

  private void hand(ConsumerRecord<byte[], byte[]> record, PartitionProgress progress) {
    try {
      Alert alert = AlertReader.read(record);
      Deferral earlier = record.topic().equals(retries) ? AlertReader.deferral(record) : null;
      dispatcher.add(new Task(alert, alert.topicLevel(), earlier, record, progress, Instant.now()));
    } catch (InvalidRecordException e) {
      finished.add(new Outcome.Refused(record, progress, e, Instant.now()));
    }
  }

  private void collect() {
    for (Outcome outcome = finished.poll(); outcome != null; outcome = finished.poll()) {
      PartitionProgress progress = outcome.progress();
      if (owned.get(progress.partition()) == progress) {
        progress.finish(outcome.record().offset());
        unwritten.add(outcome);
      }
    }
  }

  private void write() {
    lastWrite = System.nanoTime();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (PartitionProgress progress : owned.values()) {
      OffsetAndMetadata offset = progress.toCommit(() -> consumer.position(progress.partition()));
      if (offset != null) {
        offsets.put(progress.partition(), offset);
      }
    }
    if (unwritten.isEmpty() && offsets.isEmpty()) {
      return;
    }
    KafkaException error = sink.write(unwritten, offsets, consumer.groupMetadata());
    if (error != null) {
      LOG.warn("Detections could not be written; they will be tried again", error);
      writeError = error.toString();
      metrics.writeFailed();
      return;
    }
    writeError = null;
    owned
        .values()
        .forEach(
            progress -> {
              OffsetAndMetadata offset = offsets.get(progress.partition());
              if (offset != null) {
                progress.committed(offset);
              }
            });
    unwritten.forEach(this::count);
    unwritten.clear();
  }

  private void count(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done(var _, var _, Detection detection, var _) -> {
        if (detection == null) {
          metrics.deferredAgain();
        } else {
          metrics.detected(detection);
        }
      }
      case Outcome.Refused refused -> {
        metrics.refused(refused.cause().code());
        LOG.warn(
            "Refused offset {} of {}-{}: {}",
            refused.record().offset(),
            refused.record().topic(),
            refused.record().partition(),
            refused.cause().getMessage());
      }
    }
  }

  private void release(Collection<TopicPartition> partitions) {
    List<PartitionProgress> leaving = progressOf(partitions);
    try {
      if (!dispatcher.release(leaving, options.drainPatience())) {
        LOG.warn(
            "Some alerts took longer than {}; they will be done again", options.drainPatience());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    collect();
    write();
    forget(leaving);
  }

  private void forget(Collection<PartitionProgress> partitions) {
    unwritten.removeIf(outcome -> partitions.contains(outcome.progress()));
    partitions.forEach(
        progress -> {
          owned.remove(progress.partition());
          notBefore.remove(progress.partition());
        });
  }

  private List<PartitionProgress> progressOf(Collection<TopicPartition> partitions) {
    return partitions.stream().map(owned::get).filter(Objects::nonNull).toList();
  }

  /** Pauses what has enough waiting and resumes what has room. */
  private void regulate() {
    notBefore.values().removeIf(due -> !due.isAfter(Instant.now()));
    for (AlertLevel level : levelOfTopic.values()) {
      int waiting = dispatcher.waiting(level);
      if (waiting >= options.queueCapacity()) {
        saturated.add(level);
      } else if (waiting <= options.queueCapacity() / LOW_WATER_DIVISOR) {
        saturated.remove(level);
      }
    }
    boolean full = unwritten.size() >= PartitionProgress.MAX_AHEAD || paused.getAsBoolean();
    Set<TopicPartition> pause = new HashSet<>();
    for (PartitionProgress progress : owned.values()) {
      TopicPartition partition = progress.partition();
      if (full || progress.blocked() || holdsBack(partition)) {
        pause.add(partition);
      }
    }
    Set<TopicPartition> resume = new HashSet<>(consumer.paused());
    resume.removeAll(pause);
    consumer.resume(resume);
    consumer.pause(pause);
  }

  private boolean holdsBack(TopicPartition partition) {
    return partition.topic().equals(retries)
        ? notBefore.containsKey(partition) || !saturated.isEmpty()
        : saturated.contains(level(partition.topic()));
  }

  private boolean busy() {
    return !saturated.isEmpty() || !unwritten.isEmpty() || dispatcher.inFlight() > 0;
  }

  private AlertLevel level(String topic) {
    return Objects.requireNonNull(levelOfTopic.get(topic));
  }

  private long lag(Predicate<TopicPartition> which) {
    return owned.keySet().stream()
        .filter(which)
        .mapToLong(one -> consumer.currentLag(one).orElse(0))
        .sum();
  }

  private ConsumerStatus currentStatus() {
    int waiting = levelOfTopic.values().stream().mapToInt(dispatcher::waiting).sum();
    long deferred = lag(partition -> partition.topic().equals(retries));
    return new ConsumerStatus(
        joined,
        owned.size(),
        waiting,
        dispatcher.inFlight(),
        unwritten.size(),
        lag(partition -> !partition.topic().equals(retries)),
        deferred,
        writeError,
        Instant.now());
  }
}
