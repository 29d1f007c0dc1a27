package io.tocsin.scorer;

import io.tocsin.config.EnvironmentException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka Streams with our properties and fault policy, from start to stop. */
final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private final KafkaStreams streams;
  private final FaultPolicy faults;
  private final StreamsClients clients;
  private final Duration stopTimeout;
  private final RestoreProgress restore = new RestoreProgress();
  private final CompletableFuture<Void> running = new CompletableFuture<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  /**
   * @param onRebalance called when partitions begin to move, on a stream thread
   */
  Engine(
      Topology graph,
      EngineConfig config,
      Map<String, Object> kafka,
      FaultPolicy faults,
      Runnable onRebalance) {
    this.faults = faults;
    stopTimeout = config.stopTimeout();
    clients = new StreamsClients(kafka);
    streams = new KafkaStreams(graph, EngineProperties.of(config, kafka), clients);
    streams.setUncaughtExceptionHandler(faults);
    streams.setGlobalStateRestoreListener(restore);
    streams.setStateListener((now, before) -> changed(now, onRebalance));
  }

  /**
   * Returns when the global tables were read. What makes going on wrong ends the wait: brokers may
   * be away for long, and a clock that was set back lets Streams wait for as long.
   */
  void start() {
    CompletableFuture<Void> started = new CompletableFuture<>();
    Thread starting = Thread.ofPlatform().name("start").start(() -> start(started));
    try {
      CompletableFuture.anyOf(started, stopped).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      starting.interrupt();
    }
  }

  private void start(CompletableFuture<Void> started) {
    try {
      streams.start();
      started.complete(null);
    } catch (RuntimeException | Error e) {
      started.completeExceptionally(e);
    }
  }

  KafkaStreams streams() {
    return streams;
  }

  EngineView view() {
    return EngineView.of(streams, restore);
  }

  /** Completes when the engine was stopped; exceptionally when it stopped by itself. */
  CompletableFuture<Void> stopped() {
    return stopped;
  }

  /** Has whoever waits for it stop it, because going on would be wrong. */
  void fail(EnvironmentException reason) {
    stopped.completeExceptionally(reason);
  }

  void awaitRunning(Duration patience) {
    try {
      CompletableFuture.anyOf(running, stopped).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new EnvironmentException(
          "The scorer does not run after %d s, it is %s: look at the brokers and at /health/detailed"
              .formatted(patience.toSeconds(), streams.state()),
          e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("the scorer stopped before it ran", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("Interrupted while the scorer starts", e);
    }
  }

  /** Stops, commits and leaves the group, so that a restart need not wait for its old self. */
  @Override
  public void close() {
    CloseOptions options =
        CloseOptions.timeout(stopTimeout)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
    if (!streams.close(options)) {
      LOG.warn("The stream threads did not stop within {} s", stopTimeout.toSeconds());
    }
    clients.close();
    stopped.complete(null);
  }

  private void changed(State now, Runnable onRebalance) {
    switch (now) {
      case RUNNING -> running.complete(null);
      case REBALANCING -> onRebalance.run();
      case ERROR -> stopped.completeExceptionally(faults.cause());
      case CREATED, PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR -> {}
    }
  }
}
