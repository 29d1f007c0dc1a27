package io.tocsin.schemas.topic;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertWriter;
import io.tocsin.schemas.control.ControlReader;
import io.tocsin.schemas.control.ControlRecord;
import io.tocsin.schemas.control.ReasoningOrder;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.json.JsonSerde;
import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.schemas.reference.ProductLabel;
import io.tocsin.schemas.reference.ProductLabelReader;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.ReportReader;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.ObservationReader;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.ScoredSignalWriter;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.schemas.topic.Topic.Cleanup;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** The catalogue: every topic that Tocsin reads or writes, under one prefix. */
public final class Topics {
  private static final Pattern LEGAL_PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,64}");
  private static final int ONE_PARTITION = 1;
  private static final Duration OBSERVATIONS_KEPT = Duration.ofDays(90);
  private static final Duration ALERTS_KEPT = Duration.ofDays(90);
  private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);
  private static final Duration RETRIES_KEPT = Duration.ofDays(30);
  private static final Duration ORDERS_KEPT = Duration.ofDays(7);
  private static final Duration DETECTIONS_KEPT = Duration.ofDays(3653);

  private final String prefix;
  private final int partitions;
  private final Topic<String, AdverseEventReport> adverseEventReports;
  private final Topic<String, SignalObservation> signals;
  private final Topic<String, ScoredSignal> signalsScored;
  private final Map<AlertLevel, Topic<String, Alert>> alerts;
  private final Topic<String, Detection> detections;
  private final Topic<String, Alert> reasoningRetry;
  private final Topic<byte[], byte[]> reportsDeadLetters;
  private final Topic<byte[], byte[]> signalsDeadLetters;
  private final Topic<byte[], byte[]> alertsDeadLetters;
  private final Topic<byte[], byte[]> controlDeadLetters;
  private final Topic<byte[], byte[]> eventMargins;
  private final Topic<String, ControlRecord> control;
  private final Topic<String, ControlRecord> configuration;
  private final Topic<String, ModelParameters> modelParameters;
  private final Topic<byte[], byte[]> pairHistograms;
  private final Topic<String, ProductLabel> referenceLabels;
  private final Topic<String, ReasoningOrder> reasoningControl;

  /**
   * @param prefix put before every name as it is; empty for none
   * @param partitions that topics are created with, 1 or more; those that are read in one order
   *     have one always
   */
  public Topics(String prefix, int partitions) {
    this(prefix, partitions, Clock.systemUTC());
  }

  /**
   * @param clock says what day it is when a report is read, whose dates must not lie in the future
   */
  public Topics(String prefix, int partitions, Clock clock) {
    if (!LEGAL_PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "the topic prefix '%s' must be at most 64 letters, digits, '.', '_' or '-'"
              .formatted(prefix));
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "topics need at least 1 partition, not %d".formatted(partitions));
    }
    this.prefix = prefix;
    this.partitions = partitions;
    ReportReader reports = new ReportReader();
    adverseEventReports =
        json(
            "adverse-event-reports",
            JsonSerde.readBy(value -> reports.read(value, LocalDate.now(clock))),
            Cleanup.DELETE,
            null);
    ObservationReader observations = new ObservationReader();
    signals =
        json(
            "signals",
            JsonSerde.readBy(value -> observations.read(value, LocalDate.now(clock))),
            Cleanup.DELETE,
            OBSERVATIONS_KEPT);
    signalsScored =
        json(
            "signals.scored",
            JsonSerde.writtenBy(ScoredSignal.class, new ScoredSignalWriter()),
            Cleanup.COMPACT,
            null);
    alerts = alertTopics();
    detections =
        json(
            "detections",
            JsonSerde.of(Detection.class),
            Cleanup.COMPACT_AND_DELETE,
            DETECTIONS_KEPT);
    reasoningRetry =
        json("reasoning.retry", JsonSerde.of(Alert.class), Cleanup.DELETE, RETRIES_KEPT);
    reportsDeadLetters = bytes("adverse-event-reports.dlq", Cleanup.DELETE, DEAD_LETTERS_KEPT);
    signalsDeadLetters = bytes("signals.dlq", Cleanup.DELETE, DEAD_LETTERS_KEPT);
    alertsDeadLetters = bytes("alerts.dlq", Cleanup.DELETE, DEAD_LETTERS_KEPT);
    eventMargins = bytes("event-margins", Cleanup.COMPACT, null);
    ControlReader layers = new ControlReader();
    control = inOnePartition("control", JsonSerde.readBy(layers::read));
    configuration = inOnePartition("configuration", JsonSerde.readBy(layers::read));
    controlDeadLetters = bytes("control.dlq", Cleanup.DELETE, DEAD_LETTERS_KEPT);
    modelParameters = inOnePartition("model.parameters", JsonSerde.of(ModelParameters.class));
    pairHistograms =
        new Topic<>(
            prefix + "pair-histograms",
            Serdes.ByteArray(),
            Serdes.ByteArray(),
            ONE_PARTITION,
            Cleanup.COMPACT,
            null);
    ProductLabelReader labels = new ProductLabelReader();
    referenceLabels =
        json("reference.labels", JsonSerde.readBy(labels::read), Cleanup.COMPACT, null);
    reasoningControl =
        new Topic<>(
            prefix + "reasoning.control",
            Serdes.String(),
            JsonSerde.of(ReasoningOrder.class),
            ONE_PARTITION,
            Cleanup.DELETE,
            ORDERS_KEPT);
  }

  /**
   * Reports as producers publish them, by report id; kept for ever, so that they can be recounted.
   */
  public Topic<String, AdverseEventReport> adverseEventReports() {
    return adverseEventReports;
  }

  /** Ready-made observations of other detectors, by pair. */
  public Topic<String, SignalObservation> signals() {
    return signals;
  }

  /** Every pair's latest score, by pair. */
  public Topic<String, ScoredSignal> signalsScored() {
    return signalsScored;
  }

  /**
   * Alerts whose higher level is the given one, by pair.
   *
   * @throws IllegalArgumentException for {@link AlertLevel#NONE}, which has no topic
   */
  public Topic<String, Alert> alerts(AlertLevel level) {
    Topic<String, Alert> topic = alerts.get(level);
    if (topic == null) {
      throw new IllegalArgumentException("no alert is ever raised at level " + level);
    }
    return topic;
  }

  /** The alert topics, most severe first. */
  public List<Topic<String, Alert>> alerts() {
    return List.copyOf(alerts.values()).reversed();
  }

  /** Reasoned detections, by alert id; kept for ten years. */
  public Topic<String, Detection> detections() {
    return detections;
  }

  /** Alerts whose reasoning is put off, by pair. */
  public Topic<String, Alert> reasoningRetry() {
    return reasoningRetry;
  }

  /** Reports that were refused, as they came. */
  public Topic<byte[], byte[]> reportsDeadLetters() {
    return reportsDeadLetters;
  }

  /** Observations that were refused, as they came. */
  public Topic<byte[], byte[]> signalsDeadLetters() {
    return signalsDeadLetters;
  }

  /** Alerts that could not be reasoned about, as they came. */
  public Topic<byte[], byte[]> alertsDeadLetters() {
    return alertsDeadLetters;
  }

  /** The count of every event and of all reports, in binary, from scorer to scorer. */
  public Topic<byte[], byte[]> eventMargins() {
    return eventMargins;
  }

  /** Layers of settings as operators write them, by layer; in one partition. */
  public Topic<String, ControlRecord> control() {
    return control;
  }

  /** The layers of settings that hold, by layer, from scorer to scorer; in one partition. */
  public Topic<String, ControlRecord> configuration() {
    return configuration;
  }

  /** Layers of settings that were refused, as they came. */
  public Topic<byte[], byte[]> controlDeadLetters() {
    return controlDeadLetters;
  }

  /** What was fitted to all pairs together, the latest of each kind; in one partition. */
  public Topic<String, ModelParameters> modelParameters() {
    return modelParameters;
  }

  /** Histograms of the pairs' counts, in binary, from scorer to scorer; in one partition. */
  public Topic<byte[], byte[]> pairHistograms() {
    return pairHistograms;
  }

  /** What the products' labels list, the latest of each drug by its normalised name. */
  public Topic<String, ProductLabel> referenceLabels() {
    return referenceLabels;
  }

  /** Orders to every instance of the reasoning app, without a key; in one partition. */
  public Topic<String, ReasoningOrder> reasoningControl() {
    return reasoningControl;
  }

  /** Partitions of the topics that are not read in one order. */
  public int partitions() {
    return partitions;
  }

  /** Every topic of the catalogue. */
  public List<Topic<?, ?>> all() {
    List<Topic<?, ?>> all = new ArrayList<>(List.of(adverseEventReports, signals, signalsScored));
    all.addAll(alerts());
    all.addAll(
        List.of(
            detections,
            reasoningRetry,
            reportsDeadLetters,
            signalsDeadLetters,
            alertsDeadLetters,
            eventMargins,
            control,
            configuration,
            controlDeadLetters,
            modelParameters,
            pairHistograms,
            referenceLabels,
            reasoningControl));
    return List.copyOf(all);
  }

  private Map<AlertLevel, Topic<String, Alert>> alertTopics() {
    Serde<Alert> serde = JsonSerde.writtenBy(Alert.class, new AlertWriter());
    Map<AlertLevel, Topic<String, Alert>> topics = new EnumMap<>(AlertLevel.class);
    for (AlertLevel level : EnumSet.complementOf(EnumSet.of(AlertLevel.NONE))) {
      String name = "alerts." + level.name().toLowerCase(Locale.ROOT);
      topics.put(level, json(name, serde, Cleanup.DELETE, ALERTS_KEPT));
    }
    return topics;
  }

  private <V> Topic<String, V> json(
      String name, Serde<V> values, Cleanup cleanup, @Nullable Duration retention) {
    return new Topic<>(prefix + name, Serdes.String(), values, partitions, cleanup, retention);
  }

  private <V> Topic<String, V> inOnePartition(String name, Serde<V> values) {
    return new Topic<>(
        prefix + name, Serdes.String(), values, ONE_PARTITION, Cleanup.COMPACT, null);
  }

  private Topic<byte[], byte[]> bytes(String name, Cleanup cleanup, @Nullable Duration retention) {
    return new Topic<>(
        prefix + name, Serdes.ByteArray(), Serdes.ByteArray(), partitions, cleanup, retention);
  }
}
