package io.tocsin.scorer.metrics;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.tocsin.topology.state.TableSize;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** All metrics of one scorer: the pipeline's own, the Kafka clients' and the virtual machine's. */
public final class MetricsRegistry implements AutoCloseable {
  /** Clients make metrics as they go: a partition's lag with its first fetch. */
  private static final Duration REFRESH = Duration.ofSeconds(5);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private final ScheduledExecutorService refresher =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("client-metrics").factory());
  private @Nullable KafkaStreamsMetrics clients;

  /** A registry that knows the virtual machine. */
  public MetricsRegistry() {
    registry.config().meterFilter(new ClientMetrics());
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
  }

  /** Where further metrics are registered. */
  public PrometheusRegistry prometheus() {
    return registry.getPrometheusRegistry();
  }

  /**
   * Adds the series {@code NAME_info{version="…"} 1}.
   *
   * @param version asked for at each scrape
   */
  public void show(String name, String help, Supplier<String> version) {
    prometheus()
        .register(
            () ->
                InfoSnapshot.builder()
                    .name(name)
                    .help(help)
                    .dataPoint(
                        InfoSnapshot.InfoDataPointSnapshot.builder()
                            .labels(Labels.of("version", version.get()))
                            .build())
                    .build());
  }

  /**
   * Adds the gauges {@code state_entries{store="…"}} and {@code state_bytes{store="…"}}.
   *
   * @param sizes by store; asked for at each scrape
   */
  public void show(Supplier<Map<String, TableSize>> sizes) {
    gauge("state_entries", "Entries of the tables here.", sizes, TableSize::entries);
    gauge("state_bytes", "Memory that the tables here take, about.", sizes, TableSize::bytes);
  }

  private void gauge(
      String name,
      String help,
      Supplier<Map<String, TableSize>> sizes,
      ToLongFunction<TableSize> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("store")
        .callback(
            gauge ->
                sizes
                    .get()
                    .forEach((store, size) -> gauge.call((double) value.applyAsLong(size), store)))
        .register(prometheus());
  }

  /** Adds the metrics of a Kafka Streams instance, which appear as its clients make them. */
  public void watch(KafkaStreams streams) {
    KafkaStreamsMetrics metrics =
        new KafkaStreamsMetrics(streams, Tags.empty(), refresher, REFRESH);
    metrics.bindTo(registry);
    clients = metrics;
  }

  /** Everything in the Prometheus text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    if (clients != null) {
      clients.close();
    }
    refresher.shutdownNow();
    garbageCollection.close();
    registry.close();
  }
}
