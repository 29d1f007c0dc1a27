package io.tocsin.reasoning.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.reasoning.call.CallListener;
import io.tocsin.reasoning.evidence.EvidenceListener;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.detection.Detection;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** All metrics of one reasoning application: its own and the virtual machine's. Thread-safe. */
public final class ReasoningMetrics implements AutoCloseable {
  private static final String ALERT_LEVEL = "alert_level";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  /** Metrics that know the virtual machine and nothing else yet. */
  public ReasoningMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
  }

  /** A detection was written and its alert's offset committed. */
  public void detected(Detection detection) {
    registry
        .counter(
            "reasoning_detections",
            "engine",
            label(detection.engine()),
            ALERT_LEVEL,
            label(detection.alert().topicLevel()),
            "recommendation",
            label(detection.assessment().recommendation()),
            "grounded",
            Boolean.toString(detection.grounding().grounded()),
            "degraded",
            Objects.requireNonNullElse(detection.degradedReason(), "no"))
        .increment();
    Timer.builder("reasoning_duration")
        .description("from taking up an alert to the finished assessment")
        .tag("engine", label(detection.engine()))
        .register(registry)
        .record(Duration.ofMillis(detection.latencyMs()));
  }

  /** What calls to a provider take. */
  public CallListener calls(String model, String tenant) {
    return new CallMetrics(registry, model, tenant);
  }

  /** The model had answered an alert before a crash, and was not asked again. */
  public void paidBefore() {
    registry.counter("reasoning_paid_before").increment();
  }

  /** An answer did not hold, and the model was told what was wrong. */
  public void repairAsked() {
    registry.counter("reasoning_repairs").increment();
  }

  /** A text among the facts reads like an instruction to a model. */
  public void injectionFlagged() {
    registry.counter("reasoning_injections_flagged").increment();
  }

  /** Something of a source of evidence is missing. */
  public void evidenceMissed(String source, EvidenceListener.Reason reason) {
    registry
        .counter("reasoning_evidence_errors", "source", source, "reason", label(reason))
        .increment();
  }

  /** An alert that was put off is put off again. */
  public void deferredAgain() {
    registry.counter("reasoning_deferred_again").increment();
  }

  /** A record was refused and its dead letter written. */
  public void refused(ErrorCode code) {
    registry.counter("reasoning_dead_letters", "code", code.code()).increment();
  }

  /** A transaction was aborted and will be tried again. */
  public void writeFailed() {
    registry.counter("reasoning_failed_writes").increment();
  }

  /** A number that is asked for at every scrape. */
  public void gauge(String name, String description, Supplier<Number> value, String... tags) {
    Gauge.builder(name, value).description(description).tags(tags).register(registry);
  }

  /** A number that only grows and is counted elsewhere. */
  public <T> void counter(
      String name, String description, T counted, ToDoubleFunction<T> value, String... tags) {
    FunctionCounter.builder(name, counted, value)
        .description(description)
        .tags(tags)
        .register(registry);
  }

  /** Everything in the Prometheus text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
