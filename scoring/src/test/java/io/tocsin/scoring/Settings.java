package io.tocsin.scoring;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.schemas.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The default settings but for one, changed as an operator changes it: as JSON. */
final class Settings {
  private Settings() {}

  /** Where a top-level setting is another. */
  static ScoringConfig with(String name, Object value) {
    return at(JsonPointer.empty().appendProperty(name), Json.mapper().valueToTree(value));
  }

  /**
   * Where the setting at a JSON pointer is another value, in JSON.
   *
   * @throws IllegalArgumentException with the settings' refusal of the value as its cause
   */
  static ScoringConfig at(String pointer, String json) {
    try {
      return at(JsonPointer.compile(pointer), Json.mapper().readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ScoringConfig at(JsonPointer place, JsonNode value) {
    ObjectNode settings = Json.mapper().valueToTree(ScoringConfig.DEFAULTS);
    ((ObjectNode) settings.at(place.head())).replace(place.last().getMatchingProperty(), value);
    try {
      return Json.mapper().treeToValue(settings, ScoringConfig.class);
    } catch (ValueInstantiationException e) {
      throw new IllegalArgumentException(e.getCause());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
