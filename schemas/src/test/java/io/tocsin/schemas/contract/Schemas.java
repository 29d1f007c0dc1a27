package io.tocsin.schemas.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.tocsin.schemas.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The JSON Schemas that are published, and those that were published before. */
final class Schemas {
  static final List<String> NAMES =
      List.of(
          "adverse-event-report",
          "signal-observation",
          "scored-signal",
          "alert",
          "detection",
          "control-record",
          "product-label",
          "reasoning-order",
          "dead-letter");

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemas(byId())
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  /** What a schema has against a document; empty when it is valid. */
  List<Error> errors(String name, String json) {
    return registry
        .getSchema(SchemaLocation.of("urn:tocsin:" + name))
        .validate(json, InputFormat.JSON);
  }

  static JsonNode current(String name) {
    return tree(text("/io/tocsin/schemas/", name));
  }

  static JsonNode previous(String name) {
    return tree(text("/previous/", name));
  }

  static JsonNode tree(String json) {
    try {
      return Json.mapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> byId() {
    return NAMES.stream()
        .map(name -> text("/io/tocsin/schemas/", name))
        .collect(Collectors.toMap(text -> tree(text).path("$id").asText(), Function.identity()));
  }

  private static String text(String directory, String name) {
    try (InputStream in = Schemas.class.getResourceAsStream(directory + name + ".schema.json")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
