package io.tocsin.local.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a program in a process of its own serves health and metrics.
 *
 * @param settings its environment variables, the port among them
 * @param port its port, as the settings have it
 */
record StatusPage(Map<String, String> settings, String port) {
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(ANSWER).build();

  /** The port that the settings name by this variable; a free one if they do not. */
  static StatusPage of(Map<String, String> settings, String variable) {
    Map<String, String> complete = new HashMap<>(settings);
    if (complete.getOrDefault(variable, "0").equals("0")) {
      complete.put(variable, Integer.toString(Ports.free()));
    }
    return new StatusPage(complete, complete.getOrDefault(variable, "0"));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Whether the program says that it is ready. */
  boolean ready() {
    HttpRequest request =
        HttpRequest.newBuilder(address().resolve("/health/ready")).timeout(ANSWER).build();
    try {
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
