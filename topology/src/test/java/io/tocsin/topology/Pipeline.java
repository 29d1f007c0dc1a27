package io.tocsin.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.control.ControlRecord;
import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.deadletter.DeadLetter;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scoring.strata.PairStrata;
import io.tocsin.topology.control.ControlIntake;
import io.tocsin.topology.control.LiveConfiguration;
import io.tocsin.topology.counting.Counting;
import io.tocsin.topology.margins.EventCounting;
import io.tocsin.topology.margins.MarginSchedule;
import io.tocsin.topology.metrics.ScoringBacklog;
import io.tocsin.topology.metrics.TopologyMetrics;
import io.tocsin.topology.scoring.AsOf;
import io.tocsin.topology.state.TableStore;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.internals.StreamTask;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The production graph on the test driver, spoken to in the domain's words. */
final class Pipeline implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Topics topics = new Topics("", 1);
  private final Account account = new Account();
  private final TopologyConfig config;
  private final TocsinTopology topology;
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> reports;
  private final TestInputTopic<byte[], byte[]> signals;
  private final TestInputTopic<byte[], byte[]> control;
  private final List<Alert> alerts = new ArrayList<>();
  private final Map<String, ScoredSignal> scored = new HashMap<>();
  private final List<String> order = new ArrayList<>();
  private Instant now = Instant.now();

  Pipeline() {
    this(TopologyConfig.defaults(1).withAsOf(AsOf.NEWEST_RECEIPT));
  }

  Pipeline(TopologyConfig config) {
    this.config = config;
    topology = TocsinTopology.build(config, topics, account);
    driver = new TopologyTestDriver(topology.graph(), settings(), now);
    reports = input(topics.adverseEventReports());
    signals = input(topics.signals());
    control = input(topics.control());
  }

  private static Properties settings() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "tocsin-test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:0");
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    return settings;
  }

  private TestInputTopic<byte[], byte[]> input(Topic<?, ?> topic) {
    return driver.createInputTopic(
        topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  Pipeline send(Reports... versions) {
    for (Reports version : versions) {
      sendBytes(version.id(), json(version));
    }
    return this;
  }

  /** Reports that came in long before they are counted. */
  Pipeline sendLate(Duration late, Reports... versions) {
    for (Reports version : versions) {
      sendBytes(version.id(), json(version), now.minus(late));
    }
    return this;
  }

  byte[] json(Reports version) {
    return topics
        .adverseEventReports()
        .valueSerde()
        .serializer()
        .serialize(topics.adverseEventReports().name(), version.build());
  }

  Pipeline sendBytes(@Nullable String key, byte @Nullable [] value) {
    return sendBytes(key, value, now);
  }

  private Pipeline sendBytes(@Nullable String key, byte @Nullable [] value, Instant arrived) {
    reports.pipeInput(
        new TestRecord<>(
            key == null ? null : key.getBytes(StandardCharsets.UTF_8), value, arrived));
    return this;
  }

  Pipeline observe(String key, SignalObservation observation) {
    byte[] value =
        topics.signals().valueSerde().serializer().serialize(topics.signals().name(), observation);
    signals.pipeInput(new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), value));
    return this;
  }

  /** An operator sets a layer. */
  Pipeline set(Layer layer, String version, String settings) {
    return control(layer.key(), layer(layer, version, settings));
  }

  byte[] layer(Layer layer, String version, String settings) {
    return Json.write(ControlRecord.of(layer, version, "operator", "a story", settings(settings)));
  }

  /** An operator removes a layer. */
  Pipeline unset(Layer layer) {
    return control(layer.key(), null);
  }

  Pipeline control(String key, byte @Nullable [] value) {
    control.pipeInput(new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), value));
    return this;
  }

  private static ObjectNode settings(String json) {
    try {
      return Json.mapper().readValue(json, ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** The settings in force. */
  LiveConfiguration configuration() {
    return topology.configuration();
  }

  /** Why records of control were refused since the last call. */
  List<DeadLetter> refusedSettings() {
    return dead(topics.controlDeadLetters()).stream()
        .map(each -> DeadLetter.readFrom(each.headers()).orElseThrow())
        .toList();
  }

  /** What a scorer finds that starts anew: its changelog, and what was published. */
  Pipeline restarted() {
    Pipeline next = new Pipeline(config);
    KeyValueStore<String, byte[]> accepted = driver.getKeyValueStore(ControlIntake.STORE);
    KeyValueStore<String, byte[]> restored = next.driver.getKeyValueStore(ControlIntake.STORE);
    try (KeyValueIterator<String, byte[]> all = accepted.all()) {
      all.forEachRemaining(entry -> restored.put(entry.key, entry.value));
    }
    next.publishConfiguration(bytes(topics.configuration()).readRecordsToList());
    close();
    return next;
  }

  /** The same records of configuration under another application id. */
  Pipeline underAnotherName() {
    Pipeline next = new Pipeline(config);
    next.publishConfiguration(bytes(topics.configuration()).readRecordsToList());
    close();
    return next;
  }

  private void publishConfiguration(List<TestRecord<byte[], byte[]>> records) {
    input(topics.configuration()).pipeRecordList(records);
  }

  /** Lets the clock run until every pair that changed has been scored. */
  Pipeline settle() {
    do {
      pass(Duration.ofMillis(100));
    } while (topology.progress().waiting() > 0);
    pass(Duration.ofMillis(100));
    collect();
    return this;
  }

  /** Lets the clock run until the counts by stratum are known everywhere too. */
  Pipeline settleStrata() {
    settle();
    Duration quiet = MarginSchedule.DEFAULTS.strataInterval();
    return pass(quiet).pass(quiet).settle();
  }

  /** A new process that knows what this one has written, and nothing else. */
  Pipeline restarted(TopologyConfig config) {
    Pipeline next = new Pipeline(config);
    for (String store : List.of("reports", Counting.STORE, EventCounting.STORE)) {
      TableStore<?> tables = (TableStore<?>) next.driver.getStateStore(store);
      written("tocsin-test-" + store + "-changelog")
          .forEach(entry -> tables.table().restore(entry.key(), entry.value()));
    }
    TestInputTopic<byte[], byte[]> margins = next.input(topics.eventMargins());
    written(topics.eventMargins().name()).forEach(margins::pipeInput);
    return next;
  }

  /** A rebalance takes the work away and gives it back to the same thread. */
  Pipeline suspendedAndResumed() {
    StreamTask task = task();
    task.suspend();
    task.resume();
    task.completeRestoration(partitions -> {});
    return this;
  }

  /** The driver has no word for a rebalance, its task has. */
  private StreamTask task() {
    try {
      Field task = TopologyTestDriver.class.getDeclaredField("task");
      task.setAccessible(true);
      return (StreamTask) Objects.requireNonNull(task.get(driver));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the test driver has no such task any more", e);
    }
  }

  private List<TestRecord<byte[], byte[]>> written(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** Lets the clock run until the model is fitted and every score is what its numbers give. */
  Pipeline comeToRest() {
    Instant deadline = Instant.now().plus(PATIENCE);
    settle();
    while (!topology.progress().current(Map.of())) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("not every score is current after " + PATIENCE);
      }
      pass(Duration.ofMillis(100));
    }
    collect();
    return this;
  }

  /** The model that scores are made with. */
  Optional<ModelParameters> model() {
    return topology.model().parameters();
  }

  /** Keys of the pairs scored since the last call, in the order of their scores. */
  List<String> order() {
    List<String> fresh = List.copyOf(order);
    order.clear();
    return fresh;
  }

  /** Every pair's latest score, by key. */
  Map<String, ScoredSignal> scores() {
    return Map.copyOf(scored);
  }

  Pipeline pass(Duration time) {
    driver.advanceWallClockTime(time);
    now = now.plus(time);
    return this;
  }

  private void collect() {
    for (Topic<String, Alert> topic : topics.alerts()) {
      output(topic).readValuesToList().stream()
          .peek(alert -> alerts.add(alert))
          .forEach(alert -> check(alert, topic));
    }
    for (var each : output(topics.signalsScored()).readKeyValuesToList()) {
      scored.put(each.key, each.value);
      order.add(each.key);
    }
  }

  private void check(Alert alert, Topic<String, Alert> topic) {
    if (!topics.alerts(alert.topicLevel()).name().equals(topic.name())) {
      throw new AssertionError("%s came on %s".formatted(alert, topic.name()));
    }
  }

  private <V> TestOutputTopic<String, V> output(Topic<String, V> topic) {
    return driver.createOutputTopic(
        topic.name(), topic.keySerde().deserializer(), topic.valueSerde().deserializer());
  }

  /** Alerts since the last call. */
  List<Alert> newAlerts() {
    List<Alert> fresh = List.copyOf(alerts);
    alerts.clear();
    return fresh;
  }

  ScoredSignal score(String drug, String event) {
    ScoredSignal signal = scored.get(Pair.of(drug, event).key());
    if (signal == null) {
      throw new AssertionError("%s|%s was never scored".formatted(drug, event));
    }
    return signal;
  }

  boolean wasScored(String drug, String event) {
    return scored.containsKey(Pair.of(drug, event).key());
  }

  /** The live table: a, nDrug, nEvent, N. */
  List<Long> table(String drug, String event) {
    ContingencyTable table = liveTable(Pair.of(drug, event));
    return List.of(table.n11(), table.drugMargin(), table.eventMargin(), table.total());
  }

  /** What is known of the reports behind a pair, live. */
  CaseSummary cases(String drug, String event) {
    return topology.live().cases(Pair.of(drug, event)).orElseThrow();
  }

  /** What is counted by stratum, live. */
  Optional<PairStrata> strata(String drug, String event) {
    return topology.live().strata(Pair.of(drug, event));
  }

  /** The same as plain numbers: of the pair, its drug, its event and all. */
  List<Map<Integer, Integer>> countsByStratum(String drug, String event) {
    PairStrata strata = strata(drug, event).orElseThrow();
    return List.of(
        strata.pair().toMap(), strata.drug().toMap(), strata.event().toMap(), strata.all().toMap());
  }

  ContingencyTable liveTable(Pair pair) {
    return topology.live().table(pair).orElseThrow();
  }

  long pairs() {
    return topology.live().pairs();
  }

  List<TestRecord<byte[], byte[]>> deadLetters() {
    return dead(topics.reportsDeadLetters());
  }

  private List<TestRecord<byte[], byte[]>> dead(Topic<?, ?> topic) {
    return bytes(topic).readRecordsToList();
  }

  private TestOutputTopic<byte[], byte[]> bytes(Topic<?, ?> topic) {
    return driver.createOutputTopic(
        topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  List<DeadLetter> deadSignals() {
    return dead(topics.signalsDeadLetters()).stream()
        .map(each -> DeadLetter.readFrom(each.headers()).orElseThrow())
        .toList();
  }

  Account account() {
    return account;
  }

  @Override
  public void close() {
    driver.close();
  }

  /** What the graph told of its decisions. */
  static final class Account implements TopologyMetrics {
    final AtomicInteger received = new AtomicInteger();
    final AtomicInteger accepted = new AtomicInteger();
    final AtomicInteger duplicates = new AtomicInteger();
    final AtomicInteger superseded = new AtomicInteger();
    final AtomicInteger retracted = new AtomicInteger();
    final AtomicInteger deadLettered = new AtomicInteger();
    final AtomicInteger scores = new AtomicInteger();
    private final AtomicInteger rescores = new AtomicInteger();
    final Map<AlertLevel, Long> active = new EnumMap<>(AlertLevel.class);
    ScoringBacklog backlog = new ScoringBacklog(Map.of(), 0, 0);

    /** Scores of pairs that something new came in for. */
    int freshScores() {
      return scores.get() - rescores.get();
    }

    /** Whether every report received became one of the five. */
    boolean balances() {
      return received.get()
          == accepted.get()
              + duplicates.get()
              + superseded.get()
              + retracted.get()
              + deadLettered.get();
    }

    @Override
    public void received() {
      received.incrementAndGet();
    }

    @Override
    public void accepted() {
      accepted.incrementAndGet();
    }

    @Override
    public void duplicate() {
      duplicates.incrementAndGet();
    }

    @Override
    public void superseded() {
      superseded.incrementAndGet();
    }

    @Override
    public void retracted() {
      retracted.incrementAndGet();
    }

    @Override
    public void deadLettered(String topic, ErrorCode code) {
      deadLettered.incrementAndGet();
    }

    @Override
    public void scored(String method, ScoredSignal result, long nanos) {
      scores.incrementAndGet();
    }

    @Override
    public void rescored() {
      rescores.incrementAndGet();
    }

    @Override
    public void scoringBacklog(int partition, ScoringBacklog told) {
      backlog = told;
    }

    @Override
    public void activeDetections(int partition, Map<AlertLevel, Long> pairsByLevel) {
      active.clear();
      active.putAll(pairsByLevel);
    }
  }
}
