package io.tocsin.reasoning.evidence;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets small JSON documents: until a deadline that holds for the whole answer, up to a size, and
 * from nowhere but where it was told. Thread-safe.
 */
final class HttpSource implements AutoCloseable {
  static final int OK = 200;
  static final int NOT_FOUND = 404;

  private final HttpClient client;
  private final Duration deadline;
  private final int mostBytes;

  HttpSource(Duration deadline, int mostBytes) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(deadline)
            .build();
    this.deadline = deadline;
    this.mostBytes = mostBytes;
  }

  /**
   * What is answered at an address, whatever its status.
   *
   * @throws EvidenceUnavailableException when there is no whole answer, or one that is too large
   */
  HttpResponse<byte[]> get(URI address) throws EvidenceUnavailableException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Accept", "application/json")
            .timeout(deadline)
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), mostBytes));
    try {
      return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new EvidenceUnavailableException("no whole answer in time", e);
    } catch (ExecutionException e) {
      throw unavailable(e);
    } finally {
      answer.cancel(true);
    }
  }

  /** What to say of an answer of another status than those that are understood. */
  static EvidenceUnavailableException refused(HttpResponse<?> answer) {
    return new EvidenceUnavailableException("it answered with status " + answer.statusCode());
  }

  private static EvidenceUnavailableException unavailable(ExecutionException failure) {
    return new EvidenceUnavailableException(
        switch (failure.getCause()) {
          case HttpTimeoutException _ -> "no answer in time";
          case ConnectException _ -> "no connection";
          case null, default -> "no whole answer, or too large a one";
        },
        failure);
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
