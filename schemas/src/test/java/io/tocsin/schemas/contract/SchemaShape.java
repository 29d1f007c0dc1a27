package io.tocsin.schemas.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.schemas.json.Constants;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds a schema against the record that it describes, component by component. */
final class SchemaShape {
  private final List<String> differences = new ArrayList<>();

  /** Where the schema of that name and the record differ; empty when they say the same. */
  List<String> differences(String name, Class<?> type) {
    JsonNode root = Schemas.current(name);
    compareRecord(name, type, root, root);
    return differences;
  }

  private void compareRecord(String at, Class<?> type, JsonNode schema, JsonNode root) {
    Set<String> names = new TreeSet<>();
    Set<String> required = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = new SnakeCaseStrategy().translate(component.getName());
      names.add(name);
      boolean collection = isCollection(component.getType());
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (!collection && !nullable) {
        required.add(name);
      }
      JsonNode property = resolve(schema.path("properties").path(name), root);
      compare(at + "." + name, component.getGenericType(), property, root);
      same(at + "." + name + " nullable", collection || nullable, types(property).contains("null"));
    }
    same(at + " properties", names, names(schema.path("properties")));
    same(at + " required", required, texts(schema.path("required")));
  }

  private void compare(String at, Type type, JsonNode schema, JsonNode root) {
    if (type instanceof ParameterizedType generic) {
      boolean map = generic.getRawType() == Map.class;
      JsonNode member = schema.path(map ? "additionalProperties" : "items");
      Type memberType = generic.getActualTypeArguments()[map ? 1 : 0];
      same(at + " type", true, types(schema).contains(map ? "object" : "array"));
      compare(at + "[]", memberType, resolve(member, root), root);
      return;
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      JsonNode definingRoot = schema.has("$id") ? schema : root;
      compareRecord(at, plain, schema, definingRoot);
    } else if (plain.isEnum()) {
      same(
          at + " enum",
          Arrays.stream(plain.getEnumConstants())
              .map(constant -> Constants.wireName((Enum<?>) constant))
              .collect(Collectors.toCollection(TreeSet::new)),
          texts(schema.path("enum")));
    } else {
      same(at + " type", true, types(schema).contains(jsonType(plain)));
      same(at + " format", format(plain), schema.path("format").asText(""));
    }
  }

  private static JsonNode resolve(JsonNode schema, JsonNode root) {
    String reference = schema.path("$ref").asText("");
    if (reference.startsWith("#")) {
      return root.at(reference.substring(1));
    }
    return reference.isEmpty()
        ? schema
        : Schemas.current(reference.substring("urn:tocsin:".length()));
  }

  private static String jsonType(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == ObjectNode.class) {
      return "object";
    }
    if (type == int.class || type == long.class || type == Long.class) {
      return "integer";
    }
    return type == double.class || type == Double.class || type == BigDecimal.class
        ? "number"
        : "string";
  }

  private static String format(Class<?> type) {
    return type == LocalDate.class ? "date" : type == Instant.class ? "date-time" : "";
  }

  private static boolean isCollection(Class<?> type) {
    return type == List.class || type == Map.class;
  }

  private static Set<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isTextual() ? Set.of(type.asText()) : texts(type);
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(
        each -> {
          if (each.isTextual()) {
            texts.add(each.asText());
          }
        });
    return texts;
  }

  private void same(String what, Object record, Object schema) {
    if (!record.equals(schema)) {
      differences.add("%s: record %s, schema %s".formatted(what, record, schema));
    }
  }
}
