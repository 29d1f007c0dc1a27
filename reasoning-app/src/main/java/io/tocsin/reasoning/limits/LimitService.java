package io.tocsin.reasoning.limits;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.tocsin.schemas.json.Json;

/** Tells over HTTP how much of every limit is used: {@code GET} gives a {@link LimitStatus}. */
public final class LimitService implements HttpService {
  private final RateLimiter limiter;

  /** Tells of a limiter. */
  public LimitService(RateLimiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get(
        "/",
        (request, response) ->
            response
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .send(Json.write(limiter.status())));
  }
}
