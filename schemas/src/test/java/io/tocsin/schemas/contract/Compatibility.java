package io.tocsin.schemas.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a schema may follow another on a live topic: optional fields may be added, and nothing
 * else that a producer or a consumer relies on may change.
 */
final class Compatibility {
  private static final Set<String> WORDS = Set.of("title", "description", "$comment", "examples");
  private static final Set<String> GROWING = Set.of("properties", "$defs");

  private final List<String> breaks = new ArrayList<>();

  private Compatibility() {}

  /** What breaks; empty when nothing does. */
  static List<String> breaks(JsonNode previous, JsonNode current) {
    Compatibility compatibility = new Compatibility();
    compatibility.compare("", previous, current);
    return compatibility.breaks;
  }

  private void compare(String at, JsonNode previous, JsonNode current) {
    if (!previous.isObject() || !current.isObject()) {
      if (!previous.equals(current)) {
        breaks.add("%s was %s and is %s".formatted(at, previous, current));
      }
      return;
    }
    for (Map.Entry<String, JsonNode> keyword : previous.properties()) {
      String name = keyword.getKey();
      if (GROWING.contains(name)) {
        compareMembers(at + "/" + name, keyword.getValue(), current.path(name));
      } else if (!WORDS.contains(name)) {
        compareKeyword(at + "/" + name, keyword.getValue(), current.get(name));
      }
    }
    for (Map.Entry<String, JsonNode> keyword : current.properties()) {
      String name = keyword.getKey();
      if (!previous.has(name) && !WORDS.contains(name) && !GROWING.contains(name)) {
        breaks.add("%s/%s is new".formatted(at, name));
      }
    }
  }

  private void compareKeyword(String at, JsonNode previous, @Nullable JsonNode current) {
    if (current == null) {
      breaks.add(at + " is gone");
    } else {
      compare(at, previous, current);
    }
  }

  private void compareMembers(String at, JsonNode previous, JsonNode current) {
    for (Map.Entry<String, JsonNode> member : previous.properties()) {
      compareKeyword(at + "/" + member.getKey(), member.getValue(), current.get(member.getKey()));
    }
  }
}
