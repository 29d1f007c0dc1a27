package io.tocsin.scorer;

import io.tocsin.config.EnvironmentException;
import io.tocsin.topology.metrics.TopologyMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OperationNotAttemptedException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread fails. A fault that may pass, such as a broker that did not
 * answer in time, costs the thread and a new one takes its place, a few times in a while. Any other
 * fault stops the client, because going on would repeat it or lose records.
 */
final class FaultPolicy implements StreamsUncaughtExceptionHandler {
  static final int REPLACEMENTS = 5;
  static final Duration WHILE = Duration.ofMinutes(10);

  /**
   * What a broker that came back makes of a transaction from before, and what it says of the other
   * partitions of one that writes to a topic that is gone; it is done anew.
   */
  private static final List<Class<? extends ApiException>> TRANSACTION_LOST =
      List.of(
          InvalidTxnStateException.class,
          OperationNotAttemptedException.class,
          OutOfOrderSequenceException.class,
          TransactionAbortableException.class);

  private static final Logger LOG = LoggerFactory.getLogger(FaultPolicy.class);

  private final TopologyMetrics metrics;
  private final InstantSource clock;
  private final Deque<Instant> replacements = new ArrayDeque<>();
  private @Nullable Throwable decisive;
  private @Nullable Throwable lastReplaced;

  FaultPolicy(TopologyMetrics metrics, InstantSource clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable fault) {
    metrics.error(origin(fault).getClass().getSimpleName());
    if (mayPass(fault) && mayReplace()) {
      LOG.warn("A stream thread failed and is replaced", fault);
      lastReplaced = fault;
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("A stream thread failed for good; the scorer stops", fault);
    if (decisive == null) {
      decisive = fault;
    }
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /**
   * Why the client stopped by itself: the first fault that does not pass, or the last of those that
   * should have, since Streams cannot replace its global thread.
   */
  synchronized Throwable cause() {
    Throwable cause = decisive != null ? decisive : lastReplaced;
    return cause != null ? explain(cause) : new IllegalStateException("Kafka Streams stopped");
  }

  private boolean mayReplace() {
    Instant now = clock.instant();
    while (!replacements.isEmpty() && replacements.peek().isBefore(now.minus(WHILE))) {
      replacements.remove();
    }
    return replacements.size() < REPLACEMENTS && replacements.add(now);
  }

  private static boolean mayPass(Throwable fault) {
    return has(fault, RetriableException.class)
        || TRANSACTION_LOST.stream().anyMatch(type -> has(fault, type));
  }

  private static Throwable explain(Throwable fault) {
    if (has(fault, MissingSourceTopicException.class)) {
      return surroundings("A topic that the scorer reads is gone: create it again", fault);
    }
    if (has(fault, AuthenticationException.class) || has(fault, AuthorizationException.class)) {
      return surroundings("Kafka refuses the scorer: correct its credentials or rights", fault);
    }
    if (isAheadOfBrokers(fault)) {
      return surroundings("This machine's clock is ahead of the brokers': correct it", fault);
    }
    return mayPass(fault)
        ? surroundings("Kafka failed again and again: look at the brokers", fault)
        : fault;
  }

  /**
   * The brokers' answer has three forms; only its words tell the second from other bad records. The
   * third is what the good records of a refused batch get, which may be heard first: brokers refuse
   * no other record of ours than those of a wrong time.
   */
  private static boolean isAheadOfBrokers(Throwable fault) {
    String words = String.valueOf(origin(fault).getMessage());
    return has(fault, InvalidTimestampException.class)
        || (has(fault, InvalidRecordException.class) && words.contains("Timestamp"))
        || words.contains("part of a batch which had");
  }

  private static EnvironmentException surroundings(String remedy, Throwable fault) {
    return new EnvironmentException("%s (%s)".formatted(remedy, origin(fault)), fault);
  }

  private static boolean has(Throwable fault, Class<? extends Throwable> type) {
    Throwable cause = fault;
    while (cause != null) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static Throwable origin(Throwable fault) {
    Throwable origin = fault;
    while (origin.getCause() != null) {
      origin = origin.getCause();
    }
    return origin;
  }
}
