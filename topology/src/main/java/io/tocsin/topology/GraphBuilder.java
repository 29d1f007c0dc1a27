package io.tocsin.topology;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scoring.Model;
import io.tocsin.topology.alerting.Alerting;
import io.tocsin.topology.control.ConfigurationStore;
import io.tocsin.topology.control.ControlIntake;
import io.tocsin.topology.control.LiveConfiguration;
import io.tocsin.topology.counting.Counting;
import io.tocsin.topology.frames.Framing;
import io.tocsin.topology.intake.CountingInput;
import io.tocsin.topology.intake.CountingInput.Change;
import io.tocsin.topology.intake.ReportIntake;
import io.tocsin.topology.intake.SignalIntake;
import io.tocsin.topology.margins.EventCounting;
import io.tocsin.topology.margins.EventMargins;
import io.tocsin.topology.margins.MarginRecord;
import io.tocsin.topology.metrics.TopologyMetrics;
import io.tocsin.topology.model.LiveModel;
import io.tocsin.topology.model.ModelFitting;
import io.tocsin.topology.model.ModelStore;
import io.tocsin.topology.progress.Progress;
import io.tocsin.topology.scoring.CurrentScores;
import io.tocsin.topology.scoring.LiveTables;
import io.tocsin.topology.scoring.Scoring;
import io.tocsin.topology.state.EarlyCommits;
import io.tocsin.topology.state.GlobalReader;
import io.tocsin.topology.state.Tables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.BranchedKStream;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/** Builds the stream graph, part by part, around what its parts share. */
final class GraphBuilder {
  static final String COUNTING_MESSAGES = "drug-deltas";

  private static final String REPORT_INTAKE = "report-intake";
  private static final String SIGNAL_INTAKE = "signal-intake";
  private static final String COUNTING_INPUT = "counting-input";
  private static final String EVENT_COUNTING = "event-counting";
  private static final String SIGNALS_SCORED = "signals-scored";
  private static final String ALERTING = "alerting";
  private static final String POPULATIONS = "pair-histograms";
  private static final String REPORT_DEAD_LETTERS = "report-dead-letters";
  private static final String SIGNAL_DEAD_LETTERS = "signal-dead-letters";
  private static final String CONTROL_INTAKE = "control-intake";
  private static final String CONTROL_DEAD_LETTERS = "control-dead-letters";
  private static final String CONFIGURATION = "configuration";

  private final TopologyConfig config;
  private final Topics topics;
  private final TopologyMetrics metrics;
  private final LiveTables live;
  private final LiveModel model;
  private final LiveConfiguration configuration;
  private final Tables tables;
  private final Progress progress = new Progress();
  private final EarlyCommits commits;
  private final Serde<byte[]> bytes = Serdes.ByteArray();
  private final StreamsBuilder builder = new StreamsBuilder(explicitNames());

  GraphBuilder(TopologyConfig config, Topics topics, TopologyMetrics metrics) {
    this.config = config;
    this.topics = topics;
    this.metrics = metrics;
    this.commits = new EarlyCommits(config.earlyCommit());
    tables = new Tables(config.backend());
    live = new LiveTables(config.countingPartitions());
    model = new LiveModel(Model.of(config.prior()));
    configuration = new LiveConfiguration(config.scoring(), config.whose());
  }

  TocsinTopology build() {
    KStream<Object, Object> changes = takeReportsIn();
    KStream<Object, Object> observations = takeSignalsIn();
    countEvents(typed(changes));
    KStream<Object, Object> results =
        score(typed(changes.merge(observations, Named.as(COUNTING_INPUT))));
    publish(typed(results));
    fitModel(typed(results));
    takeControlIn();
    Topology graph = builder.build();
    addSink(graph, REPORT_DEAD_LETTERS, topics.reportsDeadLetters(), REPORT_INTAKE);
    addSink(graph, SIGNAL_DEAD_LETTERS, topics.signalsDeadLetters(), SIGNAL_INTAKE);
    addSink(graph, CONTROL_DEAD_LETTERS, topics.controlDeadLetters(), CONTROL_INTAKE);
    addSink(graph, CONFIGURATION, topics.configuration(), CONTROL_INTAKE);
    return new TocsinTopology(
        graph,
        live,
        new CurrentScores(live, configuration::current, model::model, config.asOf()),
        model,
        configuration,
        progress,
        tables);
  }

  private KStream<byte[], byte[]> read(Topic<?, ?> topic, String name) {
    return builder.stream(topic.name(), Consumed.with(bytes, bytes).withName(name));
  }

  private KStream<Object, Object> takeReportsIn() {
    return read(topics.adverseEventReports(), "reports")
        .process(
            new ReportIntake(
                config.countedRoles(),
                tables,
                new ReportIntake.Outlets(
                    Set.of(COUNTING_INPUT, EVENT_COUNTING), REPORT_DEAD_LETTERS),
                progress,
                metrics),
            Named.as(REPORT_INTAKE));
  }

  private KStream<Object, Object> takeSignalsIn() {
    return read(topics.signals(), "signals")
        .process(
            new SignalIntake(config.signalWindow(), COUNTING_INPUT, SIGNAL_DEAD_LETTERS, metrics),
            Named.as(SIGNAL_INTAKE));
  }

  private void countEvents(KStream<Object, Change> changes) {
    changes
        .process(
            new EventCounting(config.strata(), config.margins(), tables, progress),
            Named.as(EVENT_COUNTING))
        .to(
            topics.eventMargins().name(),
            Produced.with(bytes, bytes)
                .withName("event-margins")
                .withStreamPartitioner(
                    (topic, key, value, partitions) ->
                        Optional.of(Set.of(MarginRecord.partitionOf(key) % partitions))));
    builder.addGlobalStore(
        EventMargins.builder(progress),
        topics.eventMargins().name(),
        Consumed.with(bytes, bytes).withName("event-margins-source"),
        () -> new GlobalReader(EventMargins.STORE));
  }

  private KStream<Object, Object> score(KStream<Object, CountingInput> changes) {
    return changes
        .process(
            new Framing(config.countingPartitions(), config.strata(), tables, commits, progress),
            Named.as("framing"))
        .repartition(
            Repartitioned.<Integer, byte[]>as(COUNTING_MESSAGES)
                .withKeySerde(Serdes.Integer())
                .withValueSerde(bytes)
                .withNumberOfPartitions(config.countingPartitions())
                .withStreamPartitioner(
                    (topic, partition, frame, partitions) -> Optional.of(Set.of(partition))))
        .process(new Counting(config.strata(), tables, progress), Named.as("counting"))
        .process(
            new Scoring(
                configuration::current,
                model::model,
                config.schedule(),
                config.sweep(),
                config.refit().publication(),
                config.asOf(),
                new Scoring.Outlets(List.of(SIGNALS_SCORED, ALERTING), POPULATIONS),
                live,
                commits,
                progress,
                metrics),
            Named.as("scoring"),
            Counting.STORE);
  }

  private void publish(KStream<String, ScoredSignal> scored) {
    scored.to(topics.signalsScored().name(), produced(topics.signalsScored(), SIGNALS_SCORED));
    branchByLevel(scored.process(new Alerting(configuration, metrics), Named.as(ALERTING)));
  }

  private void branchByLevel(KStream<String, Alert> alerts) {
    BranchedKStream<String, Alert> branches = alerts.split(Named.as("by-level-"));
    for (Topic<String, Alert> topic : topics.alerts()) {
      branches =
          branches.branch(
              (pair, alert) -> topics.alerts(alert.topicLevel()).name().equals(topic.name()),
              Branched.<String, Alert>withConsumer(
                      branch -> branch.to(topic.name(), produced(topic, "to-" + topic.name())))
                  .withName(topic.name()));
    }
    branches.noDefaultBranch();
  }

  private void fitModel(KStream<byte[], byte[]> populations) {
    populations.to(
        topics.pairHistograms().name(), Produced.with(bytes, bytes).withName(POPULATIONS));
    read(topics.pairHistograms(), "populations")
        .process(
            new ModelFitting(
                config.refit(),
                config.prior(),
                () -> configuration.current().falseDiscoveryRate(),
                model,
                tables,
                progress,
                metrics),
            Named.as("model-fitting"))
        .to(
            topics.modelParameters().name(),
            produced(topics.modelParameters(), "model-parameters"));
    builder.addGlobalStore(
        ModelStore.builder(model),
        topics.modelParameters().name(),
        Consumed.with(bytes, bytes).withName("model-source"),
        () -> new GlobalReader(ModelStore.STORE));
  }

  private void takeControlIn() {
    read(topics.control(), "control")
        .process(
            new ControlIntake(configuration, CONFIGURATION, CONTROL_DEAD_LETTERS, metrics),
            Named.as(CONTROL_INTAKE));
    builder.addGlobalStore(
        ConfigurationStore.builder(configuration),
        topics.configuration().name(),
        Consumed.with(bytes, bytes).withName("configuration-source"),
        () -> new GlobalReader(ConfigurationStore.STORE));
  }

  private static <K, V> Produced<K, V> produced(Topic<K, V> topic, String name) {
    return Produced.with(topic.keySerde(), topic.valueSerde()).withName(name);
  }

  /** Takes records as bytes. */
  private static void addSink(Topology graph, String name, Topic<?, ?> topic, String parent) {
    graph.addSink(name, topic.name(), new ByteArraySerializer(), new ByteArraySerializer(), parent);
  }

  /** A stage gives each of its outlets one type of record only, which the graph cannot express. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <K, V> KStream<K, V> typed(KStream<Object, Object> stream) {
    return (KStream) stream;
  }

  private static org.apache.kafka.streams.TopologyConfig explicitNames() {
    return new org.apache.kafka.streams.TopologyConfig(
        new StreamsConfig(
            Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, "tocsin",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused",
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true)));
  }
}
