package io.tocsin.scorer.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;

/**
 * Which metrics of the Kafka clients are kept. All of them are about 1 800 series and one of them
 * ({@code number.open.files}) may count below zero, which breaks a whole scrape; so only those that
 * answer an operator's question pass.
 */
final class ClientMetrics implements MeterFilter {
  private static final String KAFKA = "kafka.";

  private static final Set<String> KEPT =
      Set.of(
          "kafka.stream.alive.stream.threads",
          "kafka.stream.failed.stream.threads",
          "kafka.stream.thread.process.total",
          "kafka.stream.thread.process.ratio",
          "kafka.stream.thread.punctuate.ratio",
          "kafka.stream.thread.commit.ratio",
          "kafka.stream.thread.poll.ratio",
          "kafka.stream.thread.commit.latency.avg",
          "kafka.stream.thread.commit.latency.max",
          "kafka.stream.thread.commit.total",
          "kafka.stream.task.dropped.records.total",
          "kafka.stream.task.restore.remaining.records.total",
          "kafka.stream.topic.records.consumed.total",
          "kafka.stream.topic.records.produced.total",
          "kafka.stream.state.updater.active.restore.ratio",
          "kafka.stream.state.updater.restore.records.rate",
          "kafka.stream.state.updater.active.restoring.tasks",
          "kafka.stream.state.updater.standby.updating.tasks",
          "kafka.consumer.fetch.manager.records.lag",
          "kafka.consumer.fetch.manager.records.lag.max",
          "kafka.consumer.fetch.manager.records.consumed.total",
          "kafka.consumer.coordinator.rebalance.total",
          "kafka.consumer.coordinator.failed.rebalance.total",
          "kafka.consumer.coordinator.last.rebalance.seconds.ago",
          "kafka.producer.record.send.total",
          "kafka.producer.record.error.total",
          "kafka.producer.record.retry.total",
          "kafka.producer.txn.commit.time.ns.total");

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    String name = id.getName();
    return !name.startsWith(KAFKA) || KEPT.contains(name)
        ? MeterFilterReply.NEUTRAL
        : MeterFilterReply.DENY;
  }
}
