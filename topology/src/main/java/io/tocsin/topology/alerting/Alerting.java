package io.tocsin.topology.alerting;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.scoring.ScoringConfig;
import io.tocsin.topology.alerting.AlertPolicy.Transition;
import io.tocsin.topology.control.LiveConfiguration;
import io.tocsin.topology.metrics.TopologyMetrics;
import io.tocsin.topology.state.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Turns scores into alerts, one for each change of a pair's level. */
public final class Alerting implements ProcessorSupplier<String, ScoredSignal, String, Alert> {
  private final LiveConfiguration configuration;
  private final TopologyMetrics metrics;

  /** Rings as the settings say that a score was made with. */
  public Alerting(LiveConfiguration configuration, TopologyMetrics metrics) {
    this.configuration = configuration;
    this.metrics = metrics;
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(Tables.entries(AlertLevels.STORE));
  }

  @Override
  public Processor<String, ScoredSignal, String, Alert> get() {
    return new AlertingProcessor();
  }

  /** The policy of a version of the settings. */
  private record Policy(String version, AlertPolicy policy) {}

  private final class AlertingProcessor
      extends ContextualProcessor<String, ScoredSignal, String, Alert> {
    private final Map<AlertLevel, Long> pairsByLevel = new EnumMap<>(AlertLevel.class);

    /** What the store holds, to be asked for every score; few pairs ever ring. */
    private final Map<String, AlertState> states = new HashMap<>();

    private @Nullable KeyValueStore<String, byte[]> levels;
    private @Nullable Policy policy;

    @Override
    public void init(ProcessorContext<String, Alert> context) {
      super.init(context);
      KeyValueStore<String, byte[]> store = context.getStateStore(AlertLevels.STORE);
      pairsByLevel.clear();
      states.clear();
      try (KeyValueIterator<String, byte[]> all = store.all()) {
        while (all.hasNext()) {
          KeyValue<String, byte[]> entry = all.next();
          AlertState state = AlertState.fromBytes(entry.value);
          states.put(entry.key, state);
          count(state.level(), 1);
        }
      }
      levels = store;
      tellActive();
    }

    @Override
    public void process(Record<String, ScoredSignal> scored) {
      AlertState known = states.get(scored.key());
      Transition transition = policyOf(scored.value()).decide(known, scored.value());
      if (transition == null) {
        return;
      }
      AlertState raised = raise(known, transition, scored.value());
      Objects.requireNonNull(levels).put(scored.key(), raised.toBytes());
      states.put(scored.key(), raised);
      count(transition.from(), -1);
      count(transition.to(), 1);
      tellActive();
      Alert alert = alert(raised, transition, scored.value());
      metrics.alertRaised(alert);
      context().forward(scored.withValue(alert));
    }

    /** The settings may have changed since the score was made; its level goes by its own. */
    private AlertPolicy policyOf(ScoredSignal signal) {
      String version = signal.configVersion();
      Policy known = policy;
      if (known == null || !known.version.equals(version)) {
        ScoringConfig config = configuration.find(version).orElseGet(configuration::current);
        known = new Policy(version, AlertPolicy.of(config));
        policy = known;
      }
      return known.policy;
    }

    private static AlertState raise(
        @Nullable AlertState known, Transition transition, ScoredSignal signal) {
      int today = Math.toIntExact(signal.asOf().toEpochDay());
      return new AlertState(
          transition.to(),
          known == null ? 1 : known.sequence() + 1,
          known == null ? today : known.firstSeenDay(),
          today,
          AlertPolicy.reports(signal));
    }

    private Alert alert(AlertState raised, Transition transition, ScoredSignal signal) {
      return new Alert(
          Alert.id(signal.pair(), raised.sequence()),
          signal.drug(),
          signal.event(),
          raised.sequence(),
          transition.from(),
          transition.to(),
          transition.reason(),
          signal,
          LocalDate.ofEpochDay(raised.firstSeenDay()),
          Instant.ofEpochMilli(context().currentSystemTimeMs()),
          null);
    }

    private void count(AlertLevel level, long change) {
      if (level != AlertLevel.NONE) {
        pairsByLevel.merge(level, change, Long::sum);
      }
    }

    @Override
    public void close() {
      metrics.activeDetections(context().taskId().partition(), Map.of());
    }

    private void tellActive() {
      metrics.activeDetections(context().taskId().partition(), new EnumMap<>(pairsByLevel));
    }
  }
}
