package io.tocsin.reasoning;

import io.tocsin.config.Cluster;
import io.tocsin.config.ConfigurationException;
import io.tocsin.config.EnvironmentException;
import io.tocsin.reasoning.assessment.Reasoner;
import io.tocsin.reasoning.consumer.AlertConsumer;
import io.tocsin.reasoning.consumer.ConsumerStatus;
import io.tocsin.reasoning.metrics.ReasoningMetrics;
import io.tocsin.schemas.json.Constants;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.status.StatusServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The reasoning application: every alert becomes exactly one detection for who reads committed
 * records.
 *
 * <p>{@link #start} once; {@link #close} at any time and as often as wanted.
 */
public final class ReasoningApp implements AutoCloseable {
  private final ReasoningConfig config;
  private final @Nullable Reasoner given;
  private final ReasoningMetrics metrics = new ReasoningMetrics();
  private @Nullable Running running;

  /** An application that reasons as it is configured to, and does nothing yet. */
  public ReasoningApp(ReasoningConfig config) {
    this.config = config;
    this.given = null;
  }

  /** An application that reasons otherwise, and does nothing yet. */
  public ReasoningApp(ReasoningConfig config, Reasoner reasoner) {
    this.config = config;
    this.given = reasoner;
  }

  /**
   * Checks the surroundings, then starts; returns before the work begins.
   *
   * @throws EnvironmentException if no broker answers, topics are missing or the port is taken
   * @throws ConfigurationException if the provider of the model refuses the key
   */
  public synchronized void start() {
    if (running != null) {
      throw new IllegalStateException("the reasoning application was started before");
    }
    Cluster _ = Cluster.describe(config.kafka(), topicNames());
    Composition composition = compose();
    AlertConsumer consumer =
        new AlertConsumer(
            config.consumer(),
            config.topics(),
            KafkaClients.consumer(config),
            KafkaClients.producer(config),
            composition.reasoner(),
            () -> composition.paused() != null,
            metrics,
            version());
    StatusServer server = serve(consumer, composition);
    measure(consumer);
    running = new Running(consumer, composition, server);
    consumer.start();
  }

  private Composition compose() {
    Reasoner reasoner = given;
    return reasoner == null
        ? Composition.online(config, metrics, Clock.systemUTC())
        : Composition.of(reasoner);
  }

  /**
   * Waits until the group has given it its partitions.
   *
   * @throws EnvironmentException if that does not happen within the time given
   */
  public void awaitRunning(Duration patience) {
    try {
      started().consumer.joined().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      throw new EnvironmentException(
          "Reasoning does not run after %d s: look at its log".formatted(patience.toSeconds()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("Interrupted while reasoning started", e);
    }
  }

  /** Completes when it was closed; exceptionally, with the cause, when it stopped itself. */
  public CompletableFuture<Void> stopped() {
    return started().consumer.ended();
  }

  /** What it does now. */
  public ConsumerStatus status() {
    return started().consumer.status();
  }

  /** Where health and metrics are served. */
  public URI statusAddress() {
    return started().server.address();
  }

  /** The metrics as Prometheus reads them. */
  public String metrics() {
    return metrics.scrape();
  }

  @Override
  public synchronized void close() {
    if (running != null) {
      running.close();
    }
    metrics.close();
  }

  private StatusServer serve(AlertConsumer consumer, Composition composition) {
    try {
      return StatusServer.start(
          config.httpHost(),
          config.httpPort(),
          new ReasoningHealth(consumer, composition, Clock.systemUTC()),
          metrics::scrape,
          composition.services());
    } catch (EnvironmentException e) {
      consumer.close();
      composition.close();
      throw e;
    }
  }

  private void measure(AlertConsumer consumer) {
    metrics.gauge("reasoning_lag", "alerts that are not read yet", () -> consumer.status().lag());
    metrics.gauge(
        "reasoning_waiting", "alerts read and not taken up", () -> consumer.status().waiting());
    metrics.gauge("reasoning_in_flight", "alerts worked on", () -> consumer.status().inFlight());
    metrics.gauge(
        "reasoning_deferred",
        "alerts that rules answered and a model will be asked about again",
        () -> consumer.status().deferred());
    for (AlertLevel level : AlertLevel.values()) {
      measure(consumer, level);
    }
    metrics.gauge(
        "reasoning_unwritten", "detections not committed", () -> consumer.status().unwritten());
  }

  private void measure(AlertConsumer consumer, AlertLevel level) {
    if (level == AlertLevel.NONE) {
      return;
    }
    String name = Constants.wireName(level);
    metrics.gauge(
        "reasoning_queue_depth",
        "alerts of a level that wait to be taken up",
        () -> consumer.waiting(level),
        "alert_level",
        name);
    metrics.gauge(
        "reasoning_queue_age_seconds",
        "how long the oldest of them waits",
        () -> consumer.longestWait(level).toMillis() / 1e3,
        "alert_level",
        name);
  }

  private synchronized Running started() {
    if (running == null) {
      throw new IllegalStateException("the reasoning application has not been started");
    }
    return running;
  }

  private List<String> topicNames() {
    Topics topics = config.topics();
    List<Topic<?, ?>> needed = new ArrayList<>(topics.alerts());
    needed.addAll(
        List.of(
            topics.detections(),
            topics.reasoningRetry(),
            topics.alertsDeadLetters(),
            topics.referenceLabels()));
    if (config.model() != null) {
      needed.add(topics.reasoningControl());
    }
    return needed.stream().map(Topic::name).toList();
  }

  private static String version() {
    return Objects.requireNonNullElse(
        ReasoningApp.class.getPackage().getImplementationVersion(), "(not packaged)");
  }

  private record Running(AlertConsumer consumer, Composition composition, StatusServer server)
      implements AutoCloseable {
    @Override
    public void close() {
      consumer.close();
      composition.close();
      server.close();
    }
  }
}
