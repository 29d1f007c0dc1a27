package io.tocsin.reasoning.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.reasoning.provider.ProviderException.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where questions are posted to, as JSON. One exchange each, and a second one only when the key was
 * exchanged: the JDK's client repeats no POST that a server may have seen. Thread-safe.
 */
final class Endpoint implements AutoCloseable {
  /** Far beyond any answer within the limit of tokens. */
  private static final int MAX_BODY_BYTES = 1024 * 1024;

  private static final int OK_FIRST = 200;
  private static final int OK_LAST = 299;
  private static final int UNAUTHORIZED = 401;

  private final String name;
  private final URI uri;
  private final Keys keys;
  private final BiConsumer<HttpRequest.Builder, String> sign;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;

  /**
   * @param path under the base URL
   * @param sign puts the key into a request's headers
   */
  Endpoint(
      ProviderConfig config,
      String path,
      Keys keys,
      BiConsumer<HttpRequest.Builder, String> sign,
      Clock clock) {
    this.name = config.name();
    this.uri = config.at(path);
    this.keys = keys;
    this.sign = sign;
    this.clock = clock;
    boolean encrypted = uri.getScheme().equals("https");
    this.client =
        HttpClient.newBuilder()
            .version(encrypted ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.connectTimeout())
            .executor(threads)
            .build();
  }

  /**
   * Posts a question.
   *
   * @param deadline for all of it, after which the connection is closed
   * @return a good answer's body
   */
  JsonNode post(JsonNode question, Duration deadline)
      throws ProviderException, InterruptedException {
    String text = question.toString();
    HttpResponse<Optional<String>> answer =
        accepted(
            () ->
                HttpRequest.newBuilder(uri)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(text)),
            deadline);
    JsonNode body =
        WireJson.parse(answer.body().orElseThrow(() -> unusable("is too large", Tokens.NONE)));
    if (!body.isObject()) {
      throw unusable("is not in its format", Tokens.NONE);
    }
    return body;
  }

  /** Asks for a resource that costs nothing; what it holds is of no interest. */
  void get(URI resource, Duration deadline) throws ProviderException, InterruptedException {
    HttpResponse<Optional<String>> _ =
        accepted(() -> HttpRequest.newBuilder(resource).GET(), deadline);
  }

  /** For an answer that came and is none. */
  ProviderException unusable(String why, Tokens tokens) {
    return failure(Kind.UNUSABLE, "the answer " + why, null, tokens, null);
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
    threads.close();
  }

  private HttpResponse<Optional<String>> accepted(
      Supplier<HttpRequest.Builder> request, Duration deadline)
      throws ProviderException, InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    String key = keys.current();
    HttpResponse<Optional<String>> answer = exchange(request.get(), key, end);
    if (answer.statusCode() == UNAUTHORIZED) {
      String other = keys.otherThan(key);
      answer = other == null ? answer : exchange(request.get(), other, end);
    }
    if (answer.statusCode() < OK_FIRST || answer.statusCode() > OK_LAST) {
      throw refused(answer);
    }
    return answer;
  }

  private HttpResponse<Optional<String>> exchange(HttpRequest.Builder request, String key, long end)
      throws ProviderException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw timedOut(null);
    }
    sign.accept(request.header("Accept", "application/json"), key);
    CompletableFuture<HttpResponse<Optional<String>>> answer =
        client.sendAsync(request.build(), head -> new BoundedBody(MAX_BODY_BYTES));
    try {
      return answer.get(left, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw timedOut(e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String what = "the connection failed (%s)".formatted(cause.getClass().getSimpleName());
      throw failure(Kind.UNAVAILABLE, what, null, Tokens.NONE, cause);
    } finally {
      answer.cancel(true);
    }
  }

  private ProviderException refused(HttpResponse<Optional<String>> answer) {
    Refusal refusal = Refusal.of(answer.statusCode(), WireJson.parse(answer.body().orElse("")));
    Duration retryAfter = RetryAfter.of(answer.headers(), clock.instant());
    return failure(refusal.kind(), refusal.advice(), retryAfter, Tokens.NONE, null);
  }

  private ProviderException timedOut(@Nullable Throwable cause) {
    return failure(Kind.TIMED_OUT, "no whole answer came in time", null, Tokens.NONE, cause);
  }

  private ProviderException failure(
      Kind kind,
      String what,
      @Nullable Duration retryAfter,
      Tokens tokens,
      @Nullable Throwable cause) {
    String message = "%s at %s: %s".formatted(name, uri.getAuthority(), what);
    return new ProviderException(kind, message, retryAfter, tokens, cause);
  }
}
