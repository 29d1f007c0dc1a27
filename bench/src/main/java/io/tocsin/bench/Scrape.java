package io.tocsin.bench;

import io.tocsin.config.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** What a program's metrics say at one moment, in the text form of Prometheus. */
final class Scrape {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private final List<String> lines;

  private Scrape(List<String> lines) {
    this.lines = lines;
  }

  static Scrape of(URI status) {
    HttpRequest request =
        HttpRequest.newBuilder(status.resolve("/metrics")).timeout(PATIENCE).build();
    try {
      return new Scrape(CLIENT.send(request, BodyHandlers.ofLines()).body().toList());
    } catch (IOException e) {
      throw new EnvironmentException("%s gives no metrics: %s".formatted(status, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("Interrupted while reading metrics", e);
    }
  }

  /**
   * The sum of all series of a metric.
   *
   * @param labels each must stand in a series for it to count, such as {@code outcome="accepted"}
   */
  double sum(String metric, String... labels) {
    return lines.stream()
        .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
        .filter(line -> List.of(labels).stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
