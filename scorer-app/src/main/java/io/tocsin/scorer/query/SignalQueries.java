package io.tocsin.scorer.query;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.topology.scoring.CurrentScores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.HostInfo;

/**
 * {@code GET /api/v1/signals/{drug}/{event}}: the pair as it stands, scored now, from the instance
 * that counts its drug, wherever the call lands.
 *
 * <p>200 with a scored signal; 400 for what is no pair of names; 404 for a pair that no report
 * names; 503 with {@code Retry-After} while the drug's partition moves or is restored, so that what
 * is not known is never told as nothing. The header {@code Tocsin-Instance} names who answered.
 */
public final class SignalQueries implements HttpService, AutoCloseable {
  /** Where the service is. */
  public static final String PATH = "/api/v1/signals";

  private static final String FORWARDED = "Tocsin-Forwarded";
  private static final HeaderName FORWARDED_NAME = HeaderNames.create(FORWARDED);
  private static final HeaderName INSTANCE = HeaderNames.create("Tocsin-Instance");
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String JSON = "application/json";

  private final CurrentScores scores;
  private final Owners owners;
  private final Supplier<Optional<HostInfo>> instance;
  private final InstantSource clock;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  /**
   * Answers from the scores of this process, or passes the question on.
   *
   * @param instance how the other instances know this one; empty when they do not
   */
  public SignalQueries(
      CurrentScores scores,
      Owners owners,
      Supplier<Optional<HostInfo>> instance,
      InstantSource clock) {
    this.scores = scores;
    this.owners = owners;
    this.instance = instance;
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/*", this::answer);
  }

  private void answer(ServerRequest request, ServerResponse response) {
    String path = request.prologue().uriPath().rawPath();
    Pair pair;
    try {
      pair = PairPath.read(path.substring(PATH.length()));
    } catch (IllegalArgumentException e) {
      Problem.badName(String.valueOf(e.getMessage())).send(response);
      return;
    }
    boolean forwarded = request.headers().contains(FORWARDED_NAME);
    boolean held = scores.counts(pair.drug());
    Optional<HostInfo> self = instance.get();
    List<HostInfo> known = held || forwarded ? List.of() : owners.of(pair.drug());
    switch (Route.of(held, forwarded, known, self)) {
      case Route.Here _ -> answerHere(pair, response);
      case Route.To to -> forward(path, to.instances(), response);
      case Route.Nowhere nowhere -> notNow(nowhere.reason(), response);
    }
  }

  private void answerHere(Pair pair, ServerResponse response) {
    instance.get().ifPresent(host -> response.header(INSTANCE, host.host() + ":" + host.port()));
    switch (scores.of(pair, clock.instant())) {
      case CurrentScores.Scored found ->
          response
              .header(HeaderNames.CONTENT_TYPE, JSON)
              .header(HeaderNames.CACHE_CONTROL, "no-store")
              .send(Json.write(found.signal()));
      case CurrentScores.NeverCounted _ ->
          Problem.unknownPair(
                  "no report that stands names both %s and %s".formatted(pair.drug(), pair.event()))
              .send(response);
      case CurrentScores.Unsettled _ ->
          notNow("the pair has just been counted and its event's margin not yet", response);
      case CurrentScores.NotHere _ -> notNow("the drug moves to another instance", response);
    }
  }

  /** Passes on the first answer of an instance that has one, or else the last that has none. */
  private void forward(String path, List<HostInfo> instances, ServerResponse response) {
    Optional<HttpResponse<byte[]>> none = Optional.empty();
    for (HostInfo instance : instances) {
      try {
        HttpResponse<byte[]> answer = ask(instance, path);
        if (answer.statusCode() != Problem.NOT_NOW) {
          pass(answer, response);
          return;
        }
        none = Optional.of(answer);
      } catch (IOException e) {
        // Not answering is no answer either: the others are asked.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        notNow("this instance stops", response);
        return;
      }
    }
    none.ifPresentOrElse(
        answer -> pass(answer, response),
        () -> notNow("no instance answers that may count the drug: " + instances, response));
  }

  private HttpResponse<byte[]> ask(HostInfo instance, String path)
      throws IOException, InterruptedException {
    String host = instance.host().contains(":") ? "[" + instance.host() + "]" : instance.host();
    HttpRequest question =
        HttpRequest.newBuilder(URI.create("http://" + host + ":" + instance.port() + path))
            .header(FORWARDED, "1")
            .timeout(PATIENCE)
            .build();
    return client.send(question, BodyHandlers.ofByteArray());
  }

  private static void pass(HttpResponse<byte[]> answer, ServerResponse response) {
    response.status(answer.statusCode());
    copy(HeaderNames.CONTENT_TYPE, answer, response);
    copy(HeaderNames.CACHE_CONTROL, answer, response);
    copy(HeaderNames.RETRY_AFTER, answer, response);
    copy(INSTANCE, answer, response);
    response.send(answer.body());
  }

  private static void copy(HeaderName name, HttpResponse<byte[]> answer, ServerResponse response) {
    answer
        .headers()
        .firstValue(name.defaultCase())
        .ifPresent(value -> response.header(name, value));
  }

  private static void notNow(String reason, ServerResponse response) {
    Problem.notNow(reason + "; ask again").send(response);
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
