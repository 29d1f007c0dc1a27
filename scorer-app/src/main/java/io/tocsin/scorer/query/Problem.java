package io.tocsin.scorer.query;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import io.tocsin.schemas.json.Json;

/**
 * An error as RFC 9457 has it.
 *
 * @param type what went wrong, the same for ever
 * @param title {@code type} in words
 * @param detail this very case, and what to do
 */
record Problem(String type, String title, int status, String detail) {
  /** The status of {@link #notNow}. */
  static final int NOT_NOW = Status.SERVICE_UNAVAILABLE_503.code();

  private static final String MEDIA_TYPE = "application/problem+json";
  private static final int RETRY_AFTER_SECONDS = 1;

  static Problem badName(String detail) {
    return new Problem("urn:tocsin:problem:bad-name", "Not a pair of names", 400, detail);
  }

  static Problem unknownPair(String detail) {
    return new Problem("urn:tocsin:problem:unknown-pair", "Never counted", 404, detail);
  }

  static Problem notNow(String detail) {
    return new Problem("urn:tocsin:problem:not-now", "No answer for the moment", NOT_NOW, detail);
  }

  void send(ServerResponse response) {
    if (status == NOT_NOW) {
      response.header(HeaderNames.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
    }
    response
        .status(status)
        .header(HeaderNames.CONTENT_TYPE, MEDIA_TYPE)
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(Json.write(this));
  }
}
