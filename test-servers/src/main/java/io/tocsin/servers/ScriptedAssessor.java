package io.tocsin.servers;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Answers Tocsin's questions as a careful model would, by a script: it reads the facts from the
 * prompt, cites them, and writes no number that is not one of them. No model is behind it.
 */
public final class ScriptedAssessor implements Function<Question, String> {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String START = "{\"drug\"";

  /** A new one; all are alike. */
  public ScriptedAssessor() {}

  @Override
  public String apply(Question question) {
    JsonNode data = data(question.user());
    Map<String, JsonNode> facts = new LinkedHashMap<>();
    data.path("facts").forEach(fact -> facts.put(fact.path("id").asText(), fact));
    ObjectNode answer = MAPPER.createObjectNode();
    answer.put("drug", data.path("drug").asText());
    answer.put("event", data.path("event").asText());
    answer.put("narrative", narrative(data, facts));
    arguments(answer.putArray("evidence_for"), facts, true);
    arguments(answer.putArray("evidence_against"), facts, false);
    ObjectNode missing = answer.putArray("missing").addObject();
    missing.put("statement", "Case narratives with the time to onset were not given.");
    missing.putArray("fact_ids");
    confounders(answer.putArray("confounders"));
    JsonNode computed = data.path("computed");
    answer.put("recommendation", computed.path("recommendation_by_rules").asText());
    answer.put("priority", computed.path("priority_by_rules").asText());
    answer.put("confidence", "moderate");
    answer.putArray("limitations").add("Reports are spontaneous, neither complete nor verified.");
    answer.putNull("dissent");
    return answer.toString();
  }

  private static JsonNode data(String user) {
    int start = user.indexOf(START);
    if (start < 0) {
      throw new IllegalArgumentException("the question holds no facts");
    }
    try (JsonParser parser = MAPPER.createParser(user.substring(start))) {
      return MAPPER.readTree(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String narrative(JsonNode data, Map<String, JsonNode> facts) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "%s and %s are reported together more often than their frequencies let expect."
            .formatted(data.path("drug").asText(), data.path("event").asText()));
    add(sentences, facts, "table.n11", "Reports that name both: %s.");
    add(sentences, facts, "table.expected", "Expected if they were unrelated: %s.");
    add(sentences, facts, "measures.ic.lower", "The information component is at least %s.");
    add(sentences, facts, "cases.serious", "Serious reports among them: %s.");
    sentences.add("This is a signal to validate on the case reports, and no proof of a cause.");
    return String.join(" ", sentences);
  }

  private static void add(
      List<String> sentences, Map<String, JsonNode> facts, String id, String sentence) {
    JsonNode fact = facts.get(id);
    if (fact != null && fact.has("value")) {
      BigDecimal value = fact.path("value").decimalValue();
      BigDecimal shown =
          value.stripTrailingZeros().scale() <= 0
              ? value.setScale(0, RoundingMode.UNNECESSARY)
              : value.setScale(2, RoundingMode.HALF_UP);
      sentences.add(sentence.formatted(shown.toPlainString()));
    }
  }

  private static void arguments(ArrayNode arguments, Map<String, JsonNode> facts, boolean met) {
    facts.forEach(
        (id, fact) -> {
          if (id.startsWith("rule.")
              && fact.path("text").asText().equals(met ? "met" : "not met")) {
            ObjectNode argument = arguments.addObject();
            argument.put(
                "statement",
                "The %s is %s.".formatted(fact.path("label").asText(), met ? "met" : "not met"));
            argument.putArray("fact_ids").add(id);
          }
        });
  }

  private static void confounders(ArrayNode confounders) {
    for (String kind : List.of("indication", "co_medication", "notoriety", "duplicates")) {
      ObjectNode confounder = confounders.addObject();
      confounder.put("kind", kind);
      confounder.put("finding", "no_data");
      confounder.put("reason", "The facts do not tell.");
      confounder.putArray("fact_ids");
    }
  }
}
