package io.tocsin.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;
import io.tocsin.config.EnvironmentException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A small HTTP server for probes, operators and Prometheus.
 *
 * <ul>
 *   <li>{@code /health}: the worst state of all components; 503 when that is down.
 *   <li>{@code /health/live} and {@code /health/ready}: 200 or 503.
 *   <li>{@code /health/detailed}: every component with its details; always 200, so that it can be
 *       read when things are bad.
 *   <li>{@code /metrics}: the Prometheus text format.
 * </ul>
 */
public final class StatusServer implements AutoCloseable {
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final Duration GRACE = Duration.ofMillis(500);

  private final JsonMapper json = new JsonMapper();
  private final Health health;
  private final Supplier<String> metrics;
  private final String host;
  private final WebServer server;

  private StatusServer(
      String host,
      int port,
      Health health,
      Supplier<String> metrics,
      Map<String, HttpService> services) {
    this.health = health;
    this.metrics = metrics;
    this.host = host;
    this.server =
        WebServer.builder()
            .host(host)
            .port(port)
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .routing(routing -> route(routing, services))
            .build();
  }

  /**
   * Starts a server.
   *
   * @param host the address to listen on; a loopback address unless the network is trusted, for
   *     nothing here asks who is asking
   * @param port 0 for any that is free
   * @param metrics gives the current metrics in the Prometheus text format
   * @throws EnvironmentException if the address cannot be listened on
   */
  public static StatusServer start(String host, int port, Health health, Supplier<String> metrics) {
    return start(host, port, health, metrics, Map.of());
  }

  /**
   * Starts a server that answers more than this.
   *
   * @param services by the path that each begins at
   */
  public static StatusServer start(
      String host,
      int port,
      Health health,
      Supplier<String> metrics,
      Map<String, HttpService> services) {
    StatusServer status = new StatusServer(host, port, health, metrics, services);
    status.server.start();
    if (!status.server.isRunning()) {
      throw new EnvironmentException(
          "Cannot listen on %s port %d for health and metrics: stop what uses it or choose another"
              .formatted(host, port));
    }
    return status;
  }

  /** Where the server answers. */
  public URI address() {
    return URI.create(
        "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port()));
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void route(HttpRouting.Builder routing, Map<String, HttpService> services) {
    services.forEach(routing::register);
    routing
        .get("/health", (request, response) -> overall(response))
        .get("/health/live", (request, response) -> probe(response, health.live()))
        .get("/health/ready", (request, response) -> probe(response, health.ready()))
        .get("/health/detailed", (request, response) -> detailed(response))
        .get(
            "/metrics",
            (request, response) ->
                response.header(HeaderNames.CONTENT_TYPE, PROMETHEUS).send(metrics.get()));
  }

  private void overall(ServerResponse response) throws JsonProcessingException {
    HealthState state = worst(health.components());
    send(response, state != HealthState.DOWN, Map.of("status", state.wire()));
  }

  private void probe(ServerResponse response, boolean passes) throws JsonProcessingException {
    HealthState state = passes ? HealthState.UP : HealthState.DOWN;
    send(response, passes, Map.of("status", state.wire()));
  }

  private void detailed(ServerResponse response) throws JsonProcessingException {
    List<HealthComponent> components = health.components();
    Map<String, Object> byName = new LinkedHashMap<>();
    for (HealthComponent component : components) {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("status", component.state().wire());
      shown.putAll(component.details());
      byName.put(component.name(), shown);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", worst(components).wire());
    body.put("live", health.live());
    body.put("ready", health.ready());
    body.put("components", byName);
    send(response, true, body);
  }

  private void send(ServerResponse response, boolean ok, Map<String, Object> body)
      throws JsonProcessingException {
    response
        .status(ok ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503)
        .header(HeaderNames.CONTENT_TYPE, JSON)
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(json.writeValueAsBytes(body));
  }

  private static HealthState worst(List<HealthComponent> components) {
    return HealthState.worst(components.stream().map(HealthComponent::state).toList());
  }
}
