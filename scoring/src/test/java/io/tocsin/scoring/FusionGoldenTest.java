package io.tocsin.scoring;

import static io.tocsin.scoring.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.schemas.signal.Components;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.SignalObservation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The layers and their fusion against 300 requests and what the reference answered. */
class FusionGoldenTest {
  private static final double TOLERANCE = 1e-12;

  private final Scorer scorer = new Scorer(ScoringConfig.DEFAULTS, Model.DEFAULTS);

  @Test
  void everyRequestIsScoredAsTheReferenceDoesInEveryComponent() {
    List<JsonNode> lines = Golden.jsonLines("fusion-layers.jsonl");
    assertThat(lines).hasSize(300);
    for (JsonNode line : lines) {
      LocalDate asOf = LocalDate.parse(line.get("as_of").asText());
      ScoredSignal score =
          scorer.score(
              observation(line.get("request")), asOf, Instant.parse("2025-01-01T00:00:00Z"));
      Map<String, Double> actual = figures(score);
      Map<String, Double> expected = new HashMap<>();
      leaves(line.get("expected"), expected);
      assertThat(actual).as(line.toString()).hasSameSizeAs(expected);
      expected.forEach(
          (name, value) -> assertClose(name + " of " + line, actual.get(name), value, TOLERANCE));
      assertThat(score.alertLevel().name().toLowerCase(Locale.ROOT))
          .as(line.toString())
          .isEqualTo(line.get("expected").get("alert_level").asText());
      assertThat(score.heldBack()).isNull();
    }
  }

  private static void leaves(JsonNode node, Map<String, Double> into) {
    node.properties()
        .forEach(
            field -> {
              if (field.getValue().isObject()) {
                leaves(field.getValue(), into);
              } else if (field.getValue().isNumber()) {
                into.put(field.getKey(), field.getValue().doubleValue());
              }
            });
  }

  private static Map<String, Double> figures(ScoredSignal score) {
    Components parts = score.components();
    return Map.ofEntries(
        Map.entry("fusion_score", score.fusionScore()),
        Map.entry("quantum_score_layer1", score.layer1()),
        Map.entry("quantum_score_layer2", score.layer2()),
        Map.entry("rarity", parts.rarity()),
        Map.entry("seriousness", parts.seriousness()),
        Map.entry("recency", parts.recency()),
        Map.entry("count_normalized", parts.countNormalized()),
        Map.entry("rare_serious", parts.interactions().rareSerious()),
        Map.entry("rare_recent", parts.interactions().rareRecent()),
        Map.entry("serious_recent", parts.interactions().seriousRecent()),
        Map.entry("all_three", parts.interactions().allThree()),
        Map.entry("tunneling", parts.tunneling()),
        Map.entry("base_score", parts.baseScore()),
        Map.entry("frequency", parts.frequency()),
        Map.entry("severity", parts.severity()),
        Map.entry("burst", parts.burst()),
        Map.entry("novelty", parts.novelty()),
        Map.entry("consensus", parts.consensus()),
        Map.entry("mechanism", parts.mechanism()));
  }

  private static SignalObservation observation(JsonNode request) {
    return new SignalObservation(
        request.get("drug").asText(),
        request.get("event").asText(),
        request.get("count").longValue(),
        request.get("total_cases").longValue(),
        optional(request, "seriousness", JsonNode::asText),
        optional(request, "serious_count", JsonNode::longValue),
        optional(request, "outcome", JsonNode::asText),
        list(request, "dates", node -> LocalDate.parse(node.asText())),
        optional(request, "onset_date", node -> LocalDate.parse(node.asText())),
        optional(request, "report_date", node -> LocalDate.parse(node.asText())),
        optional(request, "severity", JsonNode::doubleValue),
        optional(request, "severity_score", JsonNode::doubleValue),
        optional(request, "burst_score", JsonNode::doubleValue),
        optional(request, "mechanism_score", JsonNode::doubleValue),
        list(request, "sources", JsonNode::asText),
        numbers(request, "source_confidence"),
        numbers(request, "source_strength"),
        Map.of(),
        optional(request, "most_recent_date", node -> LocalDate.parse(node.asText())),
        optional(request, "text", JsonNode::asText),
        list(request, "label_reactions", JsonNode::asText),
        null,
        null,
        null);
  }

  private static <T> @Nullable T optional(
      JsonNode request, String field, Function<JsonNode, T> read) {
    return request.hasNonNull(field) ? read.apply(request.get(field)) : null;
  }

  private static <T> List<T> list(JsonNode request, String field, Function<JsonNode, T> read) {
    List<T> values = new ArrayList<>();
    request.path(field).forEach(node -> values.add(read.apply(node)));
    return values;
  }

  private static Map<String, Double> numbers(JsonNode request, String field) {
    Map<String, Double> values = new HashMap<>();
    request
        .path(field)
        .properties()
        .forEach(entry -> values.put(entry.getKey(), entry.getValue().doubleValue()));
    return values;
  }
}
