package io.tocsin.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Anthropic's messages. */
final class AnthropicDialect implements Dialect {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @Override
  public boolean admits(Incoming request, Set<String> keys) {
    return keys.contains(request.header("x-api-key"));
  }

  @Override
  public Question question(Incoming request, JsonNode body) throws BadRequestException {
    if (request.header("anthropic-version").isEmpty()) {
      throw new BadRequestException("anthropic-version: header is required");
    }
    if (!body.path("max_tokens").isIntegralNumber()) {
      throw new BadRequestException("max_tokens: Field required");
    }
    return new Question(
        Dialect.text(body, "model"),
        Dialect.content(body.path("system")),
        Dialect.said(body, Set.of("user")),
        schema(body),
        body);
  }

  private static @Nullable JsonNode schema(JsonNode body) throws BadRequestException {
    JsonNode tool = forced(body);
    if (tool == null) {
      return null;
    }
    if (!tool.path("input_schema").path("type").asText().equals("object")) {
      throw new BadRequestException("tools.0.input_schema.type: must be 'object'");
    }
    return tool.get("input_schema");
  }

  /** The tool that must be used; absent when the model is free to talk. */
  private static @Nullable JsonNode forced(JsonNode body) throws BadRequestException {
    JsonNode choice = body.path("tool_choice");
    if (!choice.path("type").asText().equals("tool")) {
      return null;
    }
    for (JsonNode tool : body.path("tools")) {
      if (tool.path("name").equals(choice.path("name"))) {
        return tool;
      }
    }
    throw new BadRequestException("tool_choice.name: no such tool");
  }

  @Override
  public ObjectNode answer(String id, Question question, String text, Ending ending) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("id", "msg_" + id);
    answer.put("type", "message");
    answer.put("role", "assistant");
    answer.put("model", question.model());
    ArrayNode content = answer.putArray("content");
    JsonNode input = question.schema() != null && ending == Ending.FINISHED ? object(text) : null;
    if (input != null) {
      ObjectNode use = content.addObject();
      use.put("type", "tool_use");
      use.put("id", "toolu_" + id);
      use.set("name", question.body().path("tool_choice").path("name"));
      use.set("input", input);
    } else if (!text.isEmpty()) {
      content.addObject().put("type", "text").put("text", text);
    }
    answer.put("stop_reason", reason(ending, input != null));
    answer.putNull("stop_sequence");
    ObjectNode usage = answer.putObject("usage");
    usage.put("input_tokens", Dialect.tokens(question.system(), question.user()));
    usage.put("output_tokens", Dialect.tokens(text));
    return answer;
  }

  private static String reason(Ending ending, boolean tool) {
    return switch (ending) {
      case FINISHED -> tool ? "tool_use" : "end_turn";
      case CUT_OFF -> "max_tokens";
      case DECLINED -> "refusal";
    };
  }

  /** Absent when the text is no JSON object. */
  private static @Nullable JsonNode object(String text) {
    try {
      JsonNode parsed = MAPPER.readTree(text);
      return parsed.isObject() ? parsed : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  @Override
  public ObjectNode error(Fault.Status error) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", "error");
    ObjectNode inner = body.putObject("error");
    inner.put("type", error.type().isEmpty() ? type(error.status()) : error.type());
    inner.put("message", error.message());
    if (!error.code().isEmpty()) {
      inner.putObject("details").put("error_code", error.code());
    }
    return body;
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 529 -> "overloaded_error";
      default -> status < 500 ? "invalid_request_error" : "api_error";
    };
  }
}
