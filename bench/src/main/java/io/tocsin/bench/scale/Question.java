package io.tocsin.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Pair;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A question to an instance about a pair whose table is known.
 *
 * @param expected the table that the answer must hold
 */
record Question(Pair pair, ContingencyTable expected) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What an answer is worth. */
  enum Verdict {
    /** The table is the expected one. */
    RIGHT,
    /** 503: ask again. */
    NOT_NOW,
    /** The instance is gone. */
    UNREACHABLE,
    /** Any other. */
    WRONG
  }

  /**
   * What came back.
   *
   * @param score all of it but the time of scoring, which differs from answer to answer
   */
  record Answer(Verdict verdict, String instance, String score) {}

  Answer ask(HttpClient client, URI instance) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                instance.resolve(
                    "/api/v1/signals/%s/%s".formatted(part(pair.drug()), part(pair.event()))))
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      String from = response.headers().firstValue("Tocsin-Instance").orElse("");
      return switch (response.statusCode()) {
        case 200 -> judge(response.body(), from);
        case 503 -> new Answer(Verdict.NOT_NOW, from, text(response.body()));
        default -> new Answer(Verdict.WRONG, from, text(response.body()));
      };
    } catch (IOException e) {
      return new Answer(Verdict.UNREACHABLE, "", e.toString());
    }
  }

  private Answer judge(byte[] body, String from) throws IOException {
    JsonNode signal = Json.mapper().readTree(body);
    ContingencyTable table = Json.mapper().treeToValue(signal.get("table"), ContingencyTable.class);
    String score = ((ObjectNode) signal).without("scored_at").toString();
    return new Answer(table.equals(expected) ? Verdict.RIGHT : Verdict.WRONG, from, score);
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String part(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
