package io.tocsin.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.EnvironmentException;
import io.tocsin.topology.metrics.TopologyMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineTest {
  private final EnvironmentException clockSetBack =
      new EnvironmentException("This machine's clock was set back");

  @Test
  void aStartThatWaitsForBrokersEndsWhenGoingOnWouldBeWrong(@TempDir Path directory)
      throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Engine engine = engine(directory, silent.getLocalPort())) {
      CompletableFuture<Void> starting = CompletableFuture.runAsync(engine::start);
      try (Socket asked = silent.accept()) {
        assertThat(asked.isConnected()).isTrue();
        assertThat(starting).isNotDone();

        engine.fail(clockSetBack);

        assertThatThrownBy(() -> starting.get(20, TimeUnit.SECONDS)).hasRootCause(clockSetBack);
      }
    }
  }

  /** With a table that every start reads first, from a broker that takes calls and says nothing. */
  private static Engine engine(Path directory, int port) {
    StreamsBuilder graph = new StreamsBuilder();
    graph.globalTable(
        "table", Consumed.with(Serdes.String(), Serdes.String()), Materialized.as("table"));
    EngineConfig defaults = EngineConfig.defaults("engine-test", directory);
    return new Engine(
        graph.build(),
        new EngineConfig(
            defaults.applicationId(),
            defaults.stateDirectory(),
            1,
            defaults.guarantee(),
            defaults.commitInterval(),
            defaults.groupProtocol(),
            0,
            Duration.ofSeconds(1),
            defaults.sessionTimeout()),
        Map.of("bootstrap.servers", "127.0.0.1:" + port),
        new FaultPolicy(TopologyMetrics.NONE, InstantSource.system()),
        () -> {});
  }
}
