package io.tocsin.scorer.takeover;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Writes the markers by which a partition learns how a transaction ended, as its coordinator does.
 * The admin client writes markers of aborted transactions only; this is its request, and its
 * network client, with either outcome. Needs the right to {@code ClusterAction}.
 */
final class Markers {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AdminClientConfig config;

  /**
   * @param kafka settings of the clients
   */
  Markers(Map<String, Object> kafka) {
    config = new AdminClientConfig(kafka);
  }

  /**
   * Writes one marker.
   *
   * @param leader of its partition
   * @throws org.apache.kafka.common.KafkaException if the broker refuses
   * @throws IOException if it does not answer
   */
  void write(Node leader, TxnMarkerEntry marker) throws IOException {
    Time time = Time.SYSTEM;
    try (Metrics metrics = new Metrics(time);
        NetworkClient client = client(metrics, time)) {
      if (!NetworkClientUtils.awaitReady(client, leader, time, PATIENCE.toMillis())) {
        throw new IOException("no connection to " + leader);
      }
      ClientRequest request =
          client.newClientRequest(
              leader.idString(),
              new WriteTxnMarkersRequest.Builder(List.of(marker)),
              time.milliseconds(),
              true);
      var response =
          (WriteTxnMarkersResponse)
              NetworkClientUtils.sendAndReceive(client, request, time).responseBody();
      response
          .errorsByProducerId()
          .values()
          .forEach(answers -> answers.values().forEach(Errors::maybeThrow));
    }
  }

  private NetworkClient client(Metrics metrics, Time time) {
    return ClientUtils.createNetworkClient(
        config,
        "tocsin-markers",
        metrics,
        "markers",
        new LogContext(),
        new ApiVersions(),
        time,
        1,
        Math.toIntExact(PATIENCE.toMillis()),
        null,
        new ManualMetadataUpdater(),
        new DefaultHostResolver(),
        null,
        null);
  }
}
