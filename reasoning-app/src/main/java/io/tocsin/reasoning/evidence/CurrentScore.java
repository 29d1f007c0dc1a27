package io.tocsin.reasoning.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.reasoning.rules.FactSheet;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.json.Constants;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.ScoredSignal;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/**
 * How the pair stands now, beside how it stood when the alert was raised, from the scorer's {@code
 * GET /api/v1/signals/DRUG/EVENT}.
 */
final class CurrentScore implements EvidenceSource {
  private static final String PATH = "/api/v1/signals/";
  private static final String UNKNOWN_PAIR = "urn:tocsin:problem:unknown-pair";
  private static final String REPORTS = "current.n11";
  private static final String REPORTS_LABEL = "reports that name drug and event now";

  private final URI scorer;
  private final HttpSource http;
  private final Clock clock;

  /**
   * Asks a scorer.
   *
   * @param http closed here
   * @param clock says since when a pair is not counted any more
   */
  CurrentScore(URI scorer, HttpSource http, Clock clock) {
    this.scorer = scorer;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "scorer";
  }

  @Override
  public List<Fact> gather(Alert alert) throws EvidenceUnavailableException, InterruptedException {
    HttpResponse<byte[]> answer = http.get(address(alert));
    if (answer.statusCode() == HttpSource.NOT_FOUND && isUnknownPair(answer.body())) {
      FactSheet sheet = new FactSheet(name(), clock.instant());
      sheet.number(REPORTS, REPORTS_LABEL, 0);
      return sheet.facts();
    }
    if (answer.statusCode() != HttpSource.OK) {
      throw HttpSource.refused(answer);
    }
    return facts(alert.signal(), read(alert, answer.body()));
  }

  @Override
  public void close() {
    http.close();
  }

  private List<Fact> facts(ScoredSignal then, ScoredSignal now) {
    FactSheet sheet = new FactSheet(name(), now.scoredAt());
    ContingencyTable table = now.table();
    if (table != null) {
      sheet.number(REPORTS, REPORTS_LABEL, table.n11());
    }
    if (table != null && then.table() != null) {
      sheet.number(
          "current.n11_change", "how many more since the alert", table.n11() - then.table().n11());
    }
    sheet.number("current.fusion", "fusion score now", now.fusionScore());
    sheet.number(
        "current.fusion_change",
        "how much higher than in the alert",
        BigDecimal.valueOf(now.fusionScore()).subtract(BigDecimal.valueOf(then.fusionScore())));
    sheet.text("current.level", "level now", Constants.wireName(now.alertLevel()));
    sheet.text("current.as_of", "date that this refers to", now.asOf());
    return sheet.facts();
  }

  private static ScoredSignal read(Alert alert, byte[] body) throws EvidenceUnavailableException {
    try {
      ScoredSignal now = Json.read(body, ScoredSignal.class);
      if (!now.pair().equals(alert.pair())) {
        throw new EvidenceUnavailableException("it answered for another pair");
      }
      return now;
    } catch (InvalidRecordException e) {
      throw new EvidenceUnavailableException("its answer is no scored signal", e);
    }
  }

  /** Whether it is the scorer who does not know the pair, and not someone else who knows none. */
  private static boolean isUnknownPair(byte[] problem) {
    try {
      JsonNode type = Json.mapper().readTree(problem).path("type");
      return type.asText().equals(UNKNOWN_PAIR);
    } catch (IOException e) {
      return false;
    }
  }

  private URI address(Alert alert) {
    String base = scorer.toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
            + PATH
            + encoded(alert.drug())
            + "/"
            + encoded(alert.event()));
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
