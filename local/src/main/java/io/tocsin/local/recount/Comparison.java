package io.tocsin.local.recount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.tocsin.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the figures in which two entries of a table differ. */
final class Comparison {
  private static final double TOLERANCE = 1e-9;

  private final String table;
  private final String entry;
  private final List<Difference> found = new ArrayList<>();

  private Comparison(String table, String entry) {
    this.table = table;
    this.entry = entry;
  }

  /**
   * Every figure that differs. Numbers may differ by 1e-9, of the larger one if that is above 1.
   *
   * @param stream absent when the stream does not have the entry
   */
  static List<Difference> of(
      String table, String entry, @Nullable Object recounted, @Nullable Object stream) {
    if (recounted != null && recounted.equals(stream)) {
      return List.of();
    }
    Comparison comparison = new Comparison(table, entry);
    comparison.compare("", tree(recounted), tree(stream));
    return comparison.found;
  }

  private static JsonNode tree(@Nullable Object value) {
    return value == null ? NullNode.instance : Json.mapper().valueToTree(value);
  }

  private void compare(String figure, JsonNode recounted, JsonNode stream) {
    if (recounted.isObject() && stream.isObject()) {
      Set<String> names = new TreeSet<>();
      recounted.fieldNames().forEachRemaining(names::add);
      stream.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        String inner = figure.isEmpty() ? name : figure + "." + name;
        compare(inner, orNull(recounted.get(name)), orNull(stream.get(name)));
      }
    } else if (recounted.isArray() && stream.isArray()) {
      for (int i = 0; i < Math.max(recounted.size(), stream.size()); i++) {
        compare("%s[%d]".formatted(figure, i), orNull(recounted.get(i)), orNull(stream.get(i)));
      }
    } else if (!same(recounted, stream)) {
      found.add(new Difference(table, entry, figure, recounted, stream));
    }
  }

  private static JsonNode orNull(@Nullable JsonNode node) {
    return node == null ? NullNode.instance : node;
  }

  private static boolean same(JsonNode recounted, JsonNode stream) {
    if (recounted.isNumber() && stream.isNumber()) {
      double a = recounted.doubleValue();
      double b = stream.doubleValue();
      return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }
    return recounted.equals(stream);
  }
}
