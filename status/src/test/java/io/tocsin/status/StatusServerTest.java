package io.tocsin.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.config.EnvironmentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StatusServerTest {
  private static final HealthComponent BROKER =
      new HealthComponent("broker", HealthState.UP, Map.of("nodes", 3));
  private static final HealthComponent SLOW =
      new HealthComponent("dead-letters", HealthState.DEGRADED, Map.of("share", 0.2));
  private static final HealthComponent STOPPED =
      new HealthComponent("streams", HealthState.DOWN, Map.of("state", "ERROR"));

  private Fixed health = new Fixed(true, true, List.of(BROKER));

  private final StatusServer server =
      StatusServer.start("127.0.0.1", 0, new Current(), () -> "reports_total 5.0\n");
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void aProgramThatIsWellSaysSoOnEveryPath() throws Exception {
    assertAnswer("/health", 200, "{\"status\":\"up\"}");
    assertAnswer("/health/live", 200, "{\"status\":\"up\"}");
    assertAnswer("/health/ready", 200, "{\"status\":\"up\"}");
  }

  @Test
  void aDegradedComponentDegradesTheProgramButDoesNotFailIt() throws Exception {
    health = new Fixed(true, true, List.of(BROKER, SLOW));

    assertAnswer("/health", 200, "{\"status\":\"degraded\"}");
  }

  @Test
  void aStoppedComponentFailsTheProgram() throws Exception {
    health = new Fixed(false, false, List.of(SLOW, STOPPED, BROKER));

    assertAnswer("/health", 503, "{\"status\":\"down\"}");
    assertAnswer("/health/live", 503, "{\"status\":\"down\"}");
    assertAnswer("/health/ready", 503, "{\"status\":\"down\"}");
  }

  @Test
  void aProgramThatRebalancesIsAliveButNotReady() throws Exception {
    health = new Fixed(true, false, List.of(SLOW));

    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void detailsAreShownAlsoWhenThingsAreBad() throws Exception {
    health = new Fixed(true, false, List.of(BROKER, STOPPED));

    HttpResponse<String> answer = get("/health/detailed");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                {"status": "down", "live": true, "ready": false, "components": {
                  "broker": {"status": "up", "nodes": 3},
                  "streams": {"status": "down", "state": "ERROR"}}}
                """);
    assertThat(new ObjectMapper().readTree(answer.body())).isEqualTo(expected);
  }

  @Test
  void metricsAreServedInThePrometheusTextFormat() throws Exception {
    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.body()).isEqualTo("reports_total 5.0\n");
    assertThat(answer.headers().firstValue("content-type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void anUnknownPathIsNotFound() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> StatusServer.start("127.0.0.1", port, health, () -> ""))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("127.0.0.1 port " + port);
    }
  }

  private void assertAnswer(String path, int status, String body) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    assertThat(answer.body()).as(path).isEqualTo(body);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.address().resolve(path)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private record Fixed(boolean live, boolean ready, List<HealthComponent> components)
      implements Health {}

  private final class Current implements Health {
    @Override
    public boolean live() {
      return health.live();
    }

    @Override
    public boolean ready() {
      return health.ready();
    }

    @Override
    public List<HealthComponent> components() {
      return health.components();
    }
  }
}
