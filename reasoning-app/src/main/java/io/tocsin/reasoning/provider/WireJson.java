package io.tocsin.reasoning.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** JSON as providers write it. */
final class WireJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private WireJson() {}

  /** Missing when it is not JSON. */
  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** The schema of a prompt. */
  static JsonNode schema(Prompt prompt) {
    JsonNode schema = parse(prompt.schema());
    if (!schema.isObject()) {
      throw new IllegalArgumentException("the prompt's schema is no JSON object");
    }
    return schema;
  }

  /**
   * A text or the texts of a list of blocks, which some servers put beside the model's thoughts.
   */
  static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode block : content) {
      if (block.path("type").asText().equals("text")) {
        text.append(block.path("text").asText());
      }
    }
    return text.toString();
  }

  /** Tokens that were used; what was not said is zero. */
  static Tokens tokens(JsonNode input, JsonNode output) {
    return new Tokens(Math.max(0, input.asLong()), Math.max(0, output.asLong()));
  }
}
