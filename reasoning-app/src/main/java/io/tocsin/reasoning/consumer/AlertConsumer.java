package io.tocsin.reasoning.consumer;

import io.tocsin.reasoning.assessment.Deferral;
import io.tocsin.reasoning.assessment.Question;
import io.tocsin.reasoning.assessment.Reasoned;
import io.tocsin.reasoning.assessment.Reasoner;
import io.tocsin.reasoning.metrics.ReasoningMetrics;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns every alert into exactly one detection: one thread reads and writes, virtual threads
 * reason.
 */
public final class AlertConsumer implements AutoCloseable {
  /** Detections over this are refused, for a broker takes 1 MiB with headers and framing. */
  private static final int MAX_DETECTION_BYTES = 1_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(AlertConsumer.class);

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Reasoner reasoner;
  private final Topics topics;
  private final Queue<Outcome> finished = new ConcurrentLinkedQueue<>();
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("reasoning-", 0).factory());
  private final PollLoop loop;
  private final Thread thread = Thread.ofPlatform().name("reasoning-poll").unstarted(this::run);
  private final CompletableFuture<Void> joined = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean stopping;
  private volatile @Nullable Error fatal;

  /**
   * @param consumer of bytes, reading committed records, without automatic commits; closed here
   * @param producer of bytes, with a transactional id; closed here
   * @param paused whether no alert may be taken up now
   * @param version of Tocsin, for dead letters
   */
  public AlertConsumer(
      ConsumerOptions options,
      Topics topics,
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      Reasoner reasoner,
      BooleanSupplier paused,
      ReasoningMetrics metrics,
      String version) {
    this.consumer = consumer;
    this.producer = producer;
    this.reasoner = reasoner;
    this.topics = topics;
    this.loop =
        new PollLoop(
            options,
            levels(topics),
            topics.reasoningRetry().name(),
            consumer,
            new DetectionSink(producer, topics, version),
            new Dispatcher(workers, options.workers(), this::work),
            finished,
            paused,
            metrics);
  }

  /** Starts the polling thread. */
  public void start() {
    thread.start();
  }

  /** Completes when the consumer has stopped; exceptionally when it could not go on. */
  public CompletableFuture<Void> ended() {
    return ended.copy();
  }

  /** Whether it has stopped, for whatever reason. */
  public boolean hasEnded() {
    return ended.isDone();
  }

  /**
   * Completes when the group has given it its partitions, even if they are none; exceptionally when
   * it ended before.
   */
  public CompletableFuture<Void> joined() {
    return joined.copy();
  }

  /** What it does now. */
  public ConsumerStatus status() {
    return loop.status();
  }

  /** How many alerts of a level wait to be taken up. */
  public int waiting(AlertLevel level) {
    return loop.waiting(level);
  }

  /** How long the oldest waiting alert of a level waits; nothing when none does. */
  public Duration longestWait(AlertLevel level) {
    return loop.longestWait(level);
  }

  /** Finishes and writes what runs, leaves the group and waits for the end. */
  @Override
  public void close() {
    stopping = true;
    if (thread.getState() == Thread.State.NEW) {
      end(null);
      return;
    }
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Throwable failure = null;
    try {
      loop.open();
      while (!stopping) {
        turn();
      }
      loop.drain();
    } catch (RuntimeException | Error e) {
      LOG.error("Reasoning stops, because it cannot go on", e);
      failure = e;
    }
    end(failure);
  }

  private void turn() {
    Error broken = fatal;
    if (broken != null) {
      throw broken;
    }
    try {
      loop.turn();
      if (loop.status().joined()) {
        joined.complete(null);
      }
    } catch (WakeupException e) {
      LOG.debug("Woken up to stop", e);
    }
  }

  private void end(@Nullable Throwable failure) {
    loop.abandon();
    workers.shutdownNow();
    try {
      consumer.close();
      producer.close();
    } catch (KafkaException e) {
      LOG.warn("The Kafka clients did not close cleanly", e);
    }
    joined.cancel(false);
    if (failure == null) {
      ended.complete(null);
    } else {
      ended.completeExceptionally(failure);
    }
  }

  private void work(Task task, boolean overtaken) {
    try {
      finished.add(outcome(task, overtaken));
    } catch (InterruptedException e) {
      LOG.debug("Alert {} is left to others", task.alert().alertId(), e);
    } catch (Error e) {
      fatal = e;
      throw e;
    }
  }

  private Outcome outcome(Task task, boolean overtaken) throws InterruptedException {
    try {
      Reasoned reasoned = reasoner.reason(new Question(task.alert(), task.earlier(), overtaken));
      List<ProducerRecord<byte[], byte[]>> outputs = new ArrayList<>();
      Detection detection = reasoned.detection();
      if (detection != null) {
        byte[] json = Json.write(detection);
        if (json.length > MAX_DETECTION_BYTES) {
          return refused(
              task,
              ErrorCode.TOO_LARGE,
              "the detection of this alert has %d bytes, over the bound of %d"
                  .formatted(json.length, MAX_DETECTION_BYTES));
        }
        byte[] key = task.alert().alertId().getBytes(StandardCharsets.UTF_8);
        outputs.add(new ProducerRecord<>(topics.detections().name(), key, json));
      }
      Deferral again = reasoned.again();
      if (again != null) {
        outputs.add(retry(task, again));
      }
      return new Outcome.Done(task.record(), task.progress(), detection, outputs);
    } catch (RuntimeException e) {
      LOG.error("Alert {} cannot be reasoned about", task.alert().alertId(), e);
      return refused(task, ErrorCode.PROCESSING_FAILED, "reasoning failed with " + e);
    }
  }

  private ProducerRecord<byte[], byte[]> retry(Task task, Deferral again) {
    ProducerRecord<byte[], byte[]> retry =
        new ProducerRecord<>(
            topics.reasoningRetry().name(), task.record().key(), task.record().value());
    again.writeTo(retry.headers());
    return retry;
  }

  private static Outcome refused(Task task, ErrorCode code, String message) {
    return new Outcome.Refused(
        task.record(),
        task.progress(),
        new InvalidRecordException(code, null, message),
        Instant.now());
  }

  private static Map<String, AlertLevel> levels(Topics topics) {
    Map<String, AlertLevel> levels = new HashMap<>();
    for (AlertLevel level : AlertLevel.values()) {
      if (level != AlertLevel.NONE) {
        Topic<String, Alert> topic = topics.alerts(level);
        levels.put(topic.name(), level);
      }
    }
    return levels;
  }
}
