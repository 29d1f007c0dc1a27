package io.tocsin.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** How one provider's clients and servers talk. */
interface Dialect {
  /** How the model came to an end. */
  enum Ending {
    FINISHED,
    CUT_OFF,
    DECLINED
  }

  /** Whether a request carries one of these keys. */
  boolean admits(Incoming request, Set<String> keys);

  /**
   * Reads a request.
   *
   * @throws BadRequestException when the provider would refuse it
   */
  Question question(Incoming request, JsonNode body) throws BadRequestException;

  /** A good answer's body. */
  ObjectNode answer(String id, Question question, String text, Ending ending);

  /** An error's body. */
  ObjectNode error(Fault.Status error);

  /** A request that the provider would refuse with 400. */
  final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
      super(message);
    }
  }

  /** Tokens as this server counts them: one for every four characters that were begun. */
  static long tokens(String... texts) {
    long characters = 0;
    for (String text : texts) {
      characters += text.length();
    }
    return Math.ceilDiv(characters, 4);
  }

  /** A field that must be there and hold text. */
  static String text(JsonNode body, String field) throws BadRequestException {
    JsonNode value = body.path(field);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new BadRequestException("you must provide " + field);
    }
    return value.textValue();
  }

  /** Text, or the texts of a list of blocks. */
  static String content(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue();
    }
    StringBuilder text = new StringBuilder();
    content.forEach(block -> text.append(block.path("text").asText()));
    return text.toString();
  }

  /** What was said in one of these roles. */
  static String said(JsonNode body, Set<String> roles) throws BadRequestException {
    if (!body.path("messages").isArray()) {
      throw new BadRequestException("you must provide messages");
    }
    StringBuilder said = new StringBuilder();
    for (JsonNode message : body.path("messages")) {
      if (roles.contains(message.path("role").asText())) {
        said.append(said.isEmpty() ? "" : "\n").append(content(message.path("content")));
      }
    }
    return said.toString();
  }
}
