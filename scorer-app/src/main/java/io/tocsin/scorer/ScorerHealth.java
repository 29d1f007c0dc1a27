package io.tocsin.scorer;

import io.tocsin.schemas.control.ControlRecord;
import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.scorer.metrics.RecentShare;
import io.tocsin.status.Health;
import io.tocsin.status.HealthComponent;
import io.tocsin.status.HealthState;
import io.tocsin.topology.control.LiveConfiguration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * What the scorer tells of itself: its engine, threads, tasks, broker, dead letters and settings.
 */
final class ScorerHealth implements Health {
  private static final int ENOUGH_TO_JUDGE = 20;

  private final int threadsWanted;
  private final double degradedShare;
  private final Supplier<EngineView> engine;
  private final Supplier<BrokerProbe.Answer> broker;
  private final Supplier<RecentShare.Recent> refused;
  private final Supplier<Optional<ModelParameters>> model;
  private final LiveConfiguration configuration;

  ScorerHealth(
      int threadsWanted,
      double degradedShare,
      Supplier<EngineView> engine,
      Supplier<BrokerProbe.Answer> broker,
      Supplier<RecentShare.Recent> refused,
      Supplier<Optional<ModelParameters>> model,
      LiveConfiguration configuration) {
    this.threadsWanted = threadsWanted;
    this.degradedShare = degradedShare;
    this.engine = engine;
    this.broker = broker;
    this.refused = refused;
    this.model = model;
    this.configuration = configuration;
  }

  @Override
  public boolean live() {
    EngineView view = engine.get();
    return switch (view.state()) {
      case ERROR, PENDING_ERROR, NOT_RUNNING -> false;
      case CREATED, PENDING_SHUTDOWN -> true;
      case RUNNING, REBALANCING -> view.threadsAlive() > 0;
    };
  }

  @Override
  public boolean ready() {
    EngineView view = engine.get();
    return view.state() == KafkaStreams.State.RUNNING && view.threadsAlive() > 0;
  }

  @Override
  public List<HealthComponent> components() {
    EngineView view = engine.get();
    return List.of(
        streams(view),
        threads(view),
        globalThread(view),
        tasks(view),
        kafka(),
        deadLetters(),
        model(),
        configuration());
  }

  private static HealthComponent streams(EngineView view) {
    HealthState state =
        switch (view.state()) {
          case RUNNING -> HealthState.UP;
          case CREATED, REBALANCING, PENDING_SHUTDOWN -> HealthState.DEGRADED;
          case ERROR, PENDING_ERROR, NOT_RUNNING -> HealthState.DOWN;
        };
    return new HealthComponent("streams", state, Map.of("state", view.state().name()));
  }

  private HealthComponent threads(EngineView view) {
    long alive = view.threadsAlive();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("alive", alive);
    details.put("wanted", threadsWanted);
    view.threads().forEach(thread -> details.put(thread.name(), thread.state()));
    HealthState state =
        alive == 0
            ? HealthState.DOWN
            : alive < threadsWanted ? HealthState.DEGRADED : HealthState.UP;
    return new HealthComponent("threads", state, details);
  }

  private static HealthComponent globalThread(EngineView view) {
    HealthState state = view.globalThreadAlive() ? HealthState.UP : HealthState.DOWN;
    return new HealthComponent("global-thread", state, Map.of("alive", view.globalThreadAlive()));
  }

  private static HealthComponent tasks(EngineView view) {
    Map<String, List<String>> active = new TreeMap<>();
    view.threads().forEach(thread -> active.putAll(thread.activeTasks()));
    List<String> standby =
        view.threads().stream().flatMap(thread -> thread.standbyTasks().stream()).sorted().toList();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("active", active);
    details.put("standby", standby);
    details.put("restoring", view.restoring());
    HealthState state = view.restoring().isEmpty() ? HealthState.UP : HealthState.DEGRADED;
    return new HealthComponent("tasks", state, details);
  }

  private HealthComponent kafka() {
    BrokerProbe.Answer answer = broker.get();
    return answer.reachable()
        ? new HealthComponent("broker", HealthState.UP, Map.of("nodes", answer.nodes()))
        : new HealthComponent("broker", HealthState.DOWN, Map.of("problem", answer.problem()));
  }

  private HealthComponent model() {
    Map<String, Object> details = new LinkedHashMap<>();
    model
        .get()
        .ifPresentOrElse(
            fitted -> {
              details.put("version", fitted.version());
              details.put("method", fitted.method().name().toLowerCase(Locale.ROOT));
              details.put("pairs", fitted.pairs());
              details.put("fitted_at", fitted.fittedAt().toString());
              details.put("notes", fitted.notes());
            },
            () -> details.put("version", "not fitted yet"));
    return new HealthComponent("model", HealthState.UP, details);
  }

  private HealthComponent deadLetters() {
    RecentShare.Recent recent = refused.get();
    boolean tooMany = recent.seen() >= ENOUGH_TO_JUDGE && recent.share() > degradedShare;
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("records_last_5_minutes", recent.seen());
    details.put("refused_last_5_minutes", recent.counted());
    details.put("share", recent.share());
    details.put("degraded_above", degradedShare);
    return new HealthComponent(
        "dead-letters", tooMany ? HealthState.DEGRADED : HealthState.UP, details);
  }

  private HealthComponent configuration() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("version", configuration.current().version());
    details.put("scores_for", configuration.whose().key());
    details.put(
        "layers", configuration.settings().all().stream().map(ControlRecord::name).toList());
    configuration.problem().ifPresent(problem -> details.put("problem", problem));
    HealthState state = configuration.problem().isPresent() ? HealthState.DEGRADED : HealthState.UP;
    return new HealthComponent("configuration", state, details);
  }
}
