package io.tocsin.schemas.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every document that differs from a given one in one place. */
final class Mutations {
  /** Values of every type and on both sides of every bound. */
  private static final List<JsonNode> VALUES =
      Stream.of(
              "null",
              "true",
              "false",
              "0",
              "1",
              "-1",
              "0.5",
              "1.5",
              "-0.5",
              "131",
              "701",
              "2147483647",
              "2147483648",
              "9223372036854775808",
              "\"\"",
              "\" \"",
              "\"x\"",
              "\"1\"",
              "\"active\"",
              "\"ACTIVE\"",
              "\"us\"",
              "\"US\"",
              "\"female\"",
              "\"1998-02-03\"",
              "\"1998-02-30\"",
              "\"1998-2-3\"",
              "\"1998-02-03T00:00:00Z\"",
              "\"1998-02-03T04:05:06.789Z\"",
              "\"1998-02-03T04:05:06+01:00\"",
              "[]",
              "[null]",
              "[\"x\"]",
              "[\"x\",\"x\"]",
              "[1]",
              "[{}]",
              "{}",
              "{\"x\":1}",
              "{\"x\":\"x\"}",
              "\"%s\"".formatted("x".repeat(201)),
              "\"%s\"".formatted("x".repeat(501)))
          .map(Schemas::tree)
          .toList();

  private Mutations() {}

  /**
   * Each place replaced by each value, and taken away.
   *
   * @param whole a member of the document that is replaced and taken away as a whole only
   */
  static List<JsonNode> of(JsonNode document, String whole) {
    List<JsonNode> mutations = new ArrayList<>();
    for (JsonPointer place : places(document, whole)) {
      for (JsonNode value : VALUES) {
        mutations.add(with(document, place, value));
      }
      mutations.add(without(document, place));
    }
    return mutations;
  }

  private static List<JsonPointer> places(JsonNode document, String whole) {
    List<JsonPointer> places = new ArrayList<>();
    collect(document, JsonPointer.empty(), JsonPointer.empty().appendProperty(whole), places::add);
    return places;
  }

  private static void collect(
      JsonNode node, JsonPointer at, JsonPointer whole, Consumer<JsonPointer> places) {
    if (!at.matches()) {
      places.accept(at);
    }
    if (at.equals(whole)) {
      return;
    }
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        collect(member.getValue(), at.appendProperty(member.getKey()), whole, places);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        collect(array.get(i), at.appendIndex(i), whole, places);
      }
    }
  }

  private static JsonNode with(JsonNode document, JsonPointer place, JsonNode value) {
    JsonNode copy = document.deepCopy();
    switch (copy.at(place.head())) {
      case ObjectNode object -> object.set(place.last().getMatchingProperty(), value);
      case ArrayNode array -> array.set(place.last().getMatchingIndex(), value);
      default -> throw new IllegalStateException("no container at " + place.head());
    }
    return copy;
  }

  private static JsonNode without(JsonNode document, JsonPointer place) {
    JsonNode copy = document.deepCopy();
    switch (copy.at(place.head())) {
      case ObjectNode object -> object.remove(place.last().getMatchingProperty());
      case ArrayNode array -> array.remove(place.last().getMatchingIndex());
      default -> throw new IllegalStateException("no container at " + place.head());
    }
    return copy;
  }
}
