package io.tocsin.reasoning.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.detection.Detection;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

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
            Boolean.toString(detection.grounding().grounded()))
        .increment();
    Timer.builder("reasoning_duration")
        .description("from taking up an alert to the finished assessment")
        .tag("engine", label(detection.engine()))
        .register(registry)
        .record(Duration.ofMillis(detection.latencyMs()));
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
  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
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
