package io.tocsin.local.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How one small broker on one machine is set: a single replica of everything, and little memory,
 * disk and threads.
 *
 * @param port for clients
 * @param controllerPort for the controller, which only this process uses
 * @param directory of the records
 */
record BrokerSettings(int port, int controllerPort, Path directory) {
  static final String HOST = "127.0.0.1";
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final int MEBIBYTE = 1 << 20;

  Map<String, String> asMap() {
    Map<String, String> settings = new HashMap<>(quorum());
    settings.putAll(singleReplica());
    settings.putAll(oneMachine());
    return settings;
  }

  private Map<String, String> quorum() {
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        String.valueOf(NODE_ID),
        "controller.quorum.voters",
        NODE_ID + "@" + HOST + ":" + controllerPort,
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "listeners",
        "PLAINTEXT://%s:%d,%s://%s:%d"
            .formatted(HOST, port, CONTROLLER_LISTENER, HOST, controllerPort),
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
        "log.dirs",
        directory.toString(),
        "auto.create.topics.enable",
        "false",
        "group.initial.rebalance.delay.ms",
        "0");
  }

  private static Map<String, String> singleReplica() {
    return Map.of(
        "default.replication.factor", "1",
        "min.insync.replicas", "1",
        "offsets.topic.replication.factor", "1",
        "offsets.topic.num.partitions", "4",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "transaction.state.log.num.partitions", "4",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1",
        "share.coordinator.state.topic.num.partitions", "1");
  }

  private static Map<String, String> oneMachine() {
    return Map.ofEntries(
        Map.entry("log.segment.bytes", String.valueOf(64 * MEBIBYTE)),
        Map.entry("offsets.topic.segment.bytes", String.valueOf(8 * MEBIBYTE)),
        Map.entry("transaction.state.log.segment.bytes", String.valueOf(8 * MEBIBYTE)),
        Map.entry("log.index.size.max.bytes", String.valueOf(MEBIBYTE)),
        Map.entry("log.cleaner.dedupe.buffer.size", String.valueOf(16 * MEBIBYTE)),
        // Compaction can wait; unbounded, it takes half a CPU for ten seconds at a time.
        Map.entry("log.cleaner.io.max.bytes.per.second", String.valueOf(8 * MEBIBYTE)),
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "4"),
        Map.entry("background.threads", "2"),
        Map.entry("num.recovery.threads.per.data.dir", "2"),
        Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "2000"),
        Map.entry("group.min.session.timeout.ms", "1000"),
        // Where it runs alone, a group may be told to miss a lost member sooner than Kafka allows.
        Map.entry("group.streams.min.session.timeout.ms", "6000"),
        Map.entry("group.streams.min.heartbeat.interval.ms", "500"),
        Map.entry("metric.reporters", ""));
  }
}
