package io.tocsin.scorer;

import io.tocsin.config.EnvironmentException;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scorer.metrics.MetricsRegistry;
import io.tocsin.scorer.metrics.PrometheusMetrics;
import io.tocsin.scorer.metrics.RecentShare;
import io.tocsin.scorer.query.Owners;
import io.tocsin.scorer.query.SignalQueries;
import io.tocsin.status.StatusServer;
import io.tocsin.topology.TocsinTopology;
import io.tocsin.topology.control.LiveConfiguration;
import io.tocsin.topology.model.LiveModel;
import io.tocsin.topology.progress.Progress;
import io.tocsin.topology.scoring.LiveTables;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * One scorer: the topology, the engine that runs it, and the server that shows how both are.
 *
 * <p>{@link #start} once; {@link #close} at any time and as often as wanted.
 */
public final class ScorerApp implements AutoCloseable {
  private final ScorerConfig config;
  private final InstantSource clock = InstantSource.system();
  private final RecentShare refused = new RecentShare(clock);
  private final MetricsRegistry registry = new MetricsRegistry();
  private final PrometheusMetrics metrics;
  private final TocsinTopology topology;
  private volatile @Nullable Engine engine;
  private volatile Optional<HostInfo> instance = Optional.empty();
  private final StartTimes times;
  private @Nullable Running running;
  private boolean closed;

  /** A scorer that does nothing yet. */
  public ScorerApp(ScorerConfig config) {
    this.config = config;
    times = new StartTimes();
    times.ended("virtual machine and settings");
    metrics = new PrometheusMetrics(registry.prometheus(), config.topics(), refused);
    topology = TocsinTopology.build(config.topology(), config.topics(), metrics);
    registry.show("scoring_configuration", "Settings that scores are made with.", this::settings);
    registry.show(topology.tables()::sizes);
    times.ended("graph");
  }

  /**
   * Checks the surroundings, then starts; returns before the work begins.
   *
   * @throws EnvironmentException if no broker answers, topics are missing, the local state belongs
   *     to another cluster, or the status port is taken
   */
  public synchronized void start() {
    if (closed || running != null) {
      throw new IllegalStateException("the scorer was started or closed before");
    }
    Surroundings surroundings =
        Surroundings.enter(
            config, topology, topicNames(config.topics()), countedFrom(config.topics()));
    times.ended("brokers and state directory");
    Running made = prepare(surroundings);
    running = made;
    registry.watch(made.engine.streams());
    times.ended("engine");
    made.clockWatch.start();
    made.engine.start();
    surroundings.watch(made.engine::fail);
    times.ended("global tables");
  }

  /**
   * Waits until the scorer does its work.
   *
   * @throws EnvironmentException if it does not within the time given
   * @throws RuntimeException the fault that stopped it before, if one did
   */
  public void awaitRunning(Duration patience) {
    started().engine.awaitRunning(patience);
    times.ended("group and tables");
  }

  /**
   * Completes when the scorer was closed; exceptionally, with the cause, when it stopped itself.
   */
  public CompletableFuture<Void> stopped() {
    return started().engine.stopped().copy();
  }

  /** Answers for the tables that this process holds. */
  public LiveTables liveTables() {
    return topology.live();
  }

  /** The settings that this process scores with. */
  public LiveConfiguration configuration() {
    return topology.configuration();
  }

  /** How far this process has come in what it reads. */
  public Progress progress() {
    return topology.progress();
  }

  /** The model that scores are made with. */
  public LiveModel model() {
    return topology.model();
  }

  /** Where health, metrics and the pairs counted are served. */
  public URI statusAddress() {
    return started().server.address();
  }

  /** How long each phase of the start took. */
  String startTimes() {
    return times.toString();
  }

  /** The metrics as Prometheus reads them. */
  public String metrics() {
    return registry.scrape();
  }

  @Override
  public synchronized void close() {
    if (!closed && running != null) {
      running.close();
    }
    closed = true;
    registry.close();
  }

  private String settings() {
    return configuration().current().version();
  }

  private synchronized Running started() {
    if (running == null) {
      throw new IllegalStateException("the scorer has not been started");
    }
    return running;
  }

  private Running prepare(Surroundings surroundings) {
    StatusConfig status = config.status();
    BrokerProbe probe = new BrokerProbe(config.kafka(), clock);
    SignalQueries queries =
        new SignalQueries(topology.scores(), this::owners, () -> instance, clock);
    StatusServer server = null;
    try {
      server =
          StatusServer.start(
              status.host(),
              status.port(),
              health(probe),
              registry::scrape,
              Map.of(SignalQueries.PATH, queries));
      instance = status.instance(server.port());
      Engine made =
          new Engine(
              topology.graph(),
              config.engine(),
              surroundings.named(clientsOf(instance)),
              new FaultPolicy(metrics, clock),
              () -> {
                metrics.forgetPartitions();
                surroundings.membersChanged();
              });
      engine = made;
      return new Running(
          made, new ClockWatch(clock, made::fail), probe, server, queries, surroundings);
    } catch (RuntimeException e) {
      if (server != null) {
        server.close();
      }
      queries.close();
      probe.close();
      surroundings.close();
      throw e;
    }
  }

  private ScorerHealth health(BrokerProbe probe) {
    return new ScorerHealth(
        config.engine().threads(),
        config.status().degradedDeadLetterShare(),
        this::view,
        probe::ask,
        refused::recent,
        topology.model()::parameters,
        topology.configuration());
  }

  private EngineView view() {
    Engine known = engine;
    return known == null ? EngineView.NONE : known.view();
  }

  private List<HostInfo> owners(String drug) {
    Engine known = engine;
    return known == null
        ? List.of()
        : Owners.of(known.streams(), config.topology().countingPartitions()).of(drug);
  }

  /** The group learns where this instance answers. */
  private Map<String, Object> clientsOf(Optional<HostInfo> self) {
    Map<String, Object> clients = new HashMap<>(config.kafka());
    self.ifPresent(
        host ->
            clients.put(
                StreamsConfig.APPLICATION_SERVER_CONFIG,
                (host.host().contains(":") ? "[%s]:%d" : "%s:%d")
                    .formatted(host.host(), host.port())));
    return clients;
  }

  /** The topics that the tables are made of. */
  private static List<String> countedFrom(Topics topics) {
    return Stream.of(topics.adverseEventReports(), topics.signals(), topics.eventMargins())
        .map(Topic::name)
        .toList();
  }

  private static List<String> topicNames(Topics topics) {
    Stream<Topic<?, ?>> others =
        Stream.of(
            topics.signalsScored(),
            topics.reportsDeadLetters(),
            topics.signalsDeadLetters(),
            topics.pairHistograms(),
            topics.modelParameters(),
            topics.control(),
            topics.configuration(),
            topics.controlDeadLetters());
    return Stream.concat(
            countedFrom(topics).stream(),
            Stream.concat(others, topics.alerts().stream()).map(Topic::name))
        .toList();
  }

  private record Running(
      Engine engine,
      ClockWatch clockWatch,
      BrokerProbe probe,
      StatusServer server,
      SignalQueries queries,
      Surroundings surroundings)
      implements AutoCloseable {
    @Override
    public void close() {
      clockWatch.close();
      engine.close();
      server.close();
      queries.close();
      probe.close();
      surroundings.close();
    }
  }
}
