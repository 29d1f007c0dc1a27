package io.tocsin.reasoning.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.reasoning.privacy.Deidentifier;
import io.tocsin.reasoning.rules.FactSheet;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Publications about the drug and the event, the first five that a service names. Asked is {@code
 * GET ADDRESS?drug=DRUG&event=EVENT}; the answer is a JSON array of objects with the members {@code
 * id} (1 to 100 letters, digits and {@code . : / ( ) _ ; -}), {@code title}, {@code year} (from 1
 * to 9999) and perhaps {@code abstract}, all others texts. Titles and abstracts are de-identified.
 */
final class Literature implements EvidenceSource {
  /** Its name as a source, and that of its facts. */
  static final String NAME = "literature";

  private static final int MOST = 5;
  private static final int MOST_CHARACTERS = 500;
  private static final int LAST_YEAR = 9999;

  /** What is read of a text; far more than is kept of it. */
  private static final int MOST_READ = 20_000;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.:/()_;-]{1,100}");

  private final URI address;
  private final HttpSource http;

  /**
   * Asks a service.
   *
   * @param http closed here
   */
  Literature(URI address, HttpSource http) {
    this.address = address;
    this.http = http;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Fact> gather(Alert alert)
      throws EvidenceUnavailableException, IOException, InterruptedException {
    HttpResponse<byte[]> answer = http.get(question(alert));
    if (answer.statusCode() != HttpSource.OK) {
      throw HttpSource.refused(answer);
    }
    JsonNode publications = Json.mapper().readTree(answer.body());
    require(publications.isArray());
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST, publications.size()); i++) {
      facts.addAll(fact(i + 1, publications.get(i)));
    }
    return facts;
  }

  @Override
  public void close() {
    http.close();
  }

  private List<Fact> fact(int number, JsonNode publication) throws EvidenceUnavailableException {
    JsonNode id = publication.path("id");
    JsonNode title = publication.path("title");
    JsonNode year = publication.path("year");
    JsonNode summary = publication.path("abstract");
    require(id.isTextual() && ID.matcher(id.textValue()).matches());
    require(title.isTextual() && year.canConvertToInt());
    require(year.intValue() >= 1 && year.intValue() <= LAST_YEAR);
    require(summary.isTextual() || summary.isMissingNode() || summary.isNull());
    String text = title.textValue() + (summary.isTextual() ? ". " + summary.textValue() : "");
    FactSheet sheet =
        new FactSheet(
            name(), Year.of(year.intValue()).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    sheet.text(
        "literature." + number,
        "publication about drug and event",
        "%s (%d): %s"
            .formatted(
                id.textValue(),
                year.intValue(),
                Deidentifier.text(
                    text.substring(0, Math.min(MOST_READ, text.length())), MOST_CHARACTERS)));
    return sheet.facts();
  }

  private URI question(Alert alert) {
    return URI.create(
        "%s%sdrug=%s&event=%s"
            .formatted(
                address,
                address.getRawQuery() == null ? "?" : "&",
                URLEncoder.encode(alert.drug(), StandardCharsets.UTF_8),
                URLEncoder.encode(alert.event(), StandardCharsets.UTF_8)));
  }

  private static void require(boolean asAgreed) throws EvidenceUnavailableException {
    if (!asAgreed) {
      throw new EvidenceUnavailableException("its answer is no list of publications");
    }
  }
}
