package io.tocsin.schemas.contract;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.control.ControlReader;
import io.tocsin.schemas.control.ControlRecord;
import io.tocsin.schemas.control.ReasoningOrder;
import io.tocsin.schemas.control.ReasoningOrder.Scope;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.reference.ProductLabel;
import io.tocsin.schemas.reference.ProductLabelReader;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.ReportExamples;
import io.tocsin.schemas.report.ReportReader;
import io.tocsin.schemas.signal.ObservationReader;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.SignalExamples;
import io.tocsin.schemas.signal.SignalObservation;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One message of the contracts: its schema, its record, its reader and examples.
 *
 * @param embedded the field that holds a message with a contract of its own; empty for none
 * @param unchecked keywords of the schema that tell consumers more than the reader checks
 */
record Contract<T>(
    String name,
    Class<T> type,
    Function<byte[], T> reader,
    String embedded,
    Set<String> unchecked,
    List<T> examples) {

  static final Contract<AdverseEventReport> REPORT =
      new Contract<>(
          "adverse-event-report",
          AdverseEventReport.class,
          value -> new ReportReader().read(value, ReportExamples.TODAY),
          "",
          Set.of(),
          List.of(ReportExamples.full(), ReportExamples.minimal(), ReportExamples.nullified()));

  static final Contract<SignalObservation> OBSERVATION =
      new Contract<>(
          "signal-observation",
          SignalObservation.class,
          value -> new ObservationReader().read(value, ReportExamples.TODAY),
          "",
          Set.of(),
          List.of(SignalExamples.fullObservation(), SignalExamples.minimalObservation()));

  static final Contract<ScoredSignal> SIGNAL =
      written(
          "scored-signal",
          ScoredSignal.class,
          "",
          List.of(SignalExamples.fullSignal(), SignalExamples.minimalSignal()));

  static final Contract<Alert> ALERT =
      written(
          "alert",
          Alert.class,
          "signal",
          List.of(AlertExamples.fullAlert(), AlertExamples.minimalAlert()));

  static final Contract<Detection> DETECTION =
      written(
          "detection",
          Detection.class,
          "alert",
          List.of(AlertExamples.fullDetection(), AlertExamples.minimalDetection()));

  static final Contract<ControlRecord> CONTROL =
      new Contract<>(
          "control-record",
          ControlRecord.class,
          value -> new ControlReader().read(value),
          "settings",
          Set.of(),
          ControlExamples.all());

  static final Contract<ProductLabel> LABEL =
      new Contract<>(
          "product-label",
          ProductLabel.class,
          value -> new ProductLabelReader().read(value),
          "",
          Set.of(),
          LabelExamples.all());

  static final Contract<ReasoningOrder> ORDER =
      new Contract<>(
          "reasoning-order",
          ReasoningOrder.class,
          value -> Json.read(value, ReasoningOrder.class),
          "",
          Set.of(),
          List.of(
              new ReasoningOrder(Scope.ALL, null, null, null, null),
              new ReasoningOrder(Scope.TENANT, "eu", null, null, null),
              new ReasoningOrder(Scope.PAIR, null, "RotaShield", "Intussusception", null),
              new ReasoningOrder(Scope.PROMPT, null, null, null, "prompt-1")));

  /** Every message that is a JSON value. */
  static List<Contract<?>> all() {
    return List.of(REPORT, OBSERVATION, SIGNAL, ALERT, DETECTION, CONTROL, LABEL, ORDER);
  }

  /** A message that only Tocsin writes: its ranges are told, not checked. */
  private static <T> Contract<T> written(
      String name, Class<T> type, String embedded, List<T> examples) {
    return new Contract<>(
        name,
        type,
        value -> Json.read(value, type),
        embedded,
        Set.of("minimum", "maximum"),
        examples);
  }

  @Override
  public String toString() {
    return name;
  }
}
