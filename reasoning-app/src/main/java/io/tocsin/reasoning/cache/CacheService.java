package io.tocsin.reasoning.cache;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.Pair;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The cache over HTTP: {@code GET} gives {@link CacheStats}; {@code DELETE} makes answers unusable:
 * all of them, or those of {@code ?tenant=}, of {@code ?drug=} with {@code &event=}, or of {@code
 * ?prompt=} with its version. 400 for any other question.
 */
public final class CacheService implements HttpService {
  private static final String TENANT = "tenant";
  private static final String DRUG = "drug";
  private static final String EVENT = "event";
  private static final String PROMPT = "prompt";

  private final AnswerCache answers;

  /** Serves a cache. */
  public CacheService(AnswerCache answers) {
    this.answers = answers;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/", (request, response) -> send(response, Status.OK_200, answers.stats()));
    rules.delete("/", this::delete);
  }

  private void delete(ServerRequest request, ServerResponse response) {
    Map<String, String> given = new HashMap<>();
    request.query().toMap().forEach((name, values) -> given.put(name, values.getFirst()));
    Invalidation invalidation;
    try {
      invalidation = invalidation(given);
    } catch (IllegalArgumentException e) {
      send(response, Status.BAD_REQUEST_400, Map.of("error", String.valueOf(e.getMessage())));
      return;
    }
    answers.invalidate(invalidation);
    send(response, Status.OK_200, answers.stats());
  }

  private static Invalidation invalidation(Map<String, String> given) {
    Set<String> names = given.keySet();
    if (names.isEmpty()) {
      return new Invalidation.All();
    }
    if (names.equals(Set.of(TENANT))) {
      return new Invalidation.OfTenant(given.getOrDefault(TENANT, ""));
    }
    if (names.equals(Set.of(PROMPT))) {
      return new Invalidation.OfPrompt(given.getOrDefault(PROMPT, ""));
    }
    if (names.equals(Set.of(DRUG, EVENT))) {
      return new Invalidation.OfPair(
          Pair.of(given.getOrDefault(DRUG, ""), given.getOrDefault(EVENT, "")));
    }
    throw new IllegalArgumentException(
        "say nothing for all answers, or tenant, or drug and event, or prompt; not " + names);
  }

  private static void send(ServerResponse response, Status status, Object body) {
    response
        .status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .send(Json.write(body));
  }
}
