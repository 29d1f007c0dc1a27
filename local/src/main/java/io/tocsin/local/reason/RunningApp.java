package io.tocsin.local.reason;

import io.tocsin.config.EnvironmentException;
import io.tocsin.schemas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine.Option;

/** A reasoning app that runs, and is asked over HTTP. */
final class RunningApp {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8081",
      description = "Where the reasoning app answers. Default: ${DEFAULT-VALUE}.")
  private URI url = URI.create("http://127.0.0.1:8081");

  RunningApp() {}

  <T> T get(String path, Class<T> type) {
    return Json.read(send("GET", path), type);
  }

  <T> T delete(String path, Class<T> type) {
    return Json.read(send("DELETE", path), type);
  }

  private byte[] send(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(PATIENCE)
            .method(method, BodyPublishers.noBody())
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() == NOT_FOUND) {
        throw new EnvironmentException(
            "The reasoning app at %s reasons by rules alone, which have no limits and no cache"
                .formatted(url));
      }
      if (response.statusCode() != OK) {
        throw new EnvironmentException(
            "The reasoning app at %s refuses: %s"
                .formatted(url, new String(response.body(), StandardCharsets.UTF_8)));
      }
      return response.body();
    } catch (IOException e) {
      throw new EnvironmentException(
          "No reasoning app answers at %s (%s): start it, or correct --url"
              .formatted(url, e.getClass().getSimpleName()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("Interrupted while asking " + url, e);
    }
  }
}
