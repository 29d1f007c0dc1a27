package io.tocsin.local.score;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tocsin.config.ConfigurationException;
import io.tocsin.schemas.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests of a file, not yet validated.
 *
 * @param requests one per request, in the order of the file
 * @param shape how they stood in the file, and how the answers will stand
 */
record RequestFile(List<JsonNode> requests, Shape shape) {

  /** How requests stand in a file. */
  enum Shape {
    /** One object. */
    OBJECT,
    /** One array of objects. */
    ARRAY,
    /** Objects one after the other, as in JSON lines. */
    LINES
  }

  /**
   * Reads a file; {@code -} is standard input.
   *
   * @throws ConfigurationException when it is not there or not JSON
   */
  static RequestFile read(String name) {
    ObjectReader one =
        Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    try (InputStream in = name.equals("-") ? System.in : Files.newInputStream(Path.of(name));
        JsonParser parser = one.createParser(in)) {
      List<JsonNode> found = new ArrayList<>();
      while (parser.nextToken() != null) {
        found.add(one.readTree(parser));
      }
      return of(found);
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(
          "%s is not JSON: %s, at line %d"
              .formatted(name, e.getOriginalMessage(), e.getLocation().getLineNr()));
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s cannot be read (%s): name a file of requests, or - for standard input"
              .formatted(name, e.getClass().getSimpleName()));
    }
  }

  private static RequestFile of(List<JsonNode> roots) {
    if (roots.size() == 1 && roots.getFirst() instanceof ArrayNode array) {
      List<JsonNode> requests = new ArrayList<>();
      array.forEach(requests::add);
      return new RequestFile(requests, Shape.ARRAY);
    }
    return new RequestFile(roots, roots.size() == 1 ? Shape.OBJECT : Shape.LINES);
  }
}
