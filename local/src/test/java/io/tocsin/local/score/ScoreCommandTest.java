package io.tocsin.local.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.local.CommandRun;
import io.tocsin.schemas.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScoreCommandTest {
  private static final String ASPIRIN =
      """
      {"drug": "Aspirin", "event": "Rash", "count": 2, "total_cases": 1000}\
      """;
  private static final String ROFECOXIB =
      """
      {"drug": "Rofecoxib", "event": "Myocardial infarction", "count": 40, "total_cases": 1000,
       "seriousness": "1", "serious_count": 40, "outcome": "death",
       "most_recent_date": "2024-12-20", "sources": ["faers", "rwe_claims", "pubmed"],
       "contingency": {"n11": 40, "n10": 60, "n01": 100, "n00": 800}}\
      """;

  @TempDir private Path directory = Path.of("");

  @Test
  void oneRequestIsAnsweredInTheKnownShape() throws Exception {
    CommandRun run = score(ROFECOXIB);

    JsonNode answer = Json.mapper().readTree(run.out());
    assertThat(run.exitCode()).isZero();
    assertThat(fields(answer))
        .containsExactly(
            "drug",
            "event",
            "count",
            "fusion_score",
            "quantum_score_layer1",
            "quantum_score_layer2",
            "alert_level",
            "components",
            "bayesian");
    assertThat(fields(answer.path("components")))
        .containsExactly(
            "rarity",
            "seriousness",
            "recency",
            "count_normalized",
            "interactions",
            "tunneling",
            "base_score",
            "frequency",
            "severity",
            "burst",
            "novelty",
            "consensus",
            "mechanism");
    assertThat(answer.path("drug").asText()).isEqualTo("Rofecoxib");
    assertThat(answer.path("bayesian").path("ic").asDouble())
        .isEqualTo(Math.log(40.5 / 14.5) / Math.log(2), within(1e-9));
  }

  @Test
  void manyRequestsAreRankedByFusionScoreAndByCount() throws Exception {
    CommandRun run = score("[" + ASPIRIN + "," + ROFECOXIB + "]");

    JsonNode answers = Json.mapper().readTree(run.out());
    assertThat(run.exitCode()).isZero();
    assertThat(answers.isArray()).isTrue();
    assertThat(ranks(answers.path(0))).isEqualTo(Map.of("Rofecoxib", List.of(1, 1, 100.0)));
    assertThat(ranks(answers.path(1))).isEqualTo(Map.of("Aspirin", List.of(2, 2, 50.0)));
  }

  @Test
  void requestsLineByLineAreAnsweredLineByLine() throws Exception {
    CommandRun run = score(ASPIRIN + "\n" + ROFECOXIB.replace("\n", "") + "\n");

    assertThat(run.out().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(Json.mapper().readTree(line).isObject()).isTrue());
  }

  @Test
  void aRefusedRequestIsNamedAndTheOthersAreAnswered() throws Exception {
    CommandRun run = score("[" + ASPIRIN + ", {\"drug\": \"Aspirin\", \"event\": \"Rash\"}]");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).hasLineCount(1).contains("request 2 of").contains("count");
    assertThat(Json.mapper().readTree(run.out())).hasSize(1);
  }

  @Test
  void whatIsNotJsonIsNamedWithItsLine() throws Exception {
    CommandRun run = score("[" + ASPIRIN + ",\n{\"drug\": Aspirin}]");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("is not JSON").contains("at line 2");
  }

  @Test
  void aMissingFileIsNamed() {
    CommandRun run = CommandRun.of("score", directory.resolve("nothing.json").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("nothing.json cannot be read");
  }

  private CommandRun score(String requests) throws Exception {
    Path file = Files.writeString(directory.resolve("requests.json"), requests);
    return CommandRun.of("score", file.toString(), "--as-of", "2025-01-01");
  }

  private static Map<String, List<Object>> ranks(JsonNode answer) {
    return Map.of(
        answer.path("drug").asText(),
        List.of(
            answer.path("quantum_rank").asInt(),
            answer.path("classical_rank").asInt(),
            answer.path("percentile").asDouble()));
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
