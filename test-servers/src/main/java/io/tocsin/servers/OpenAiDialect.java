package io.tocsin.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat completions. */
final class OpenAiDialect implements Dialect {
  private static final String BEARER = "Bearer ";

  @Override
  public boolean admits(Incoming request, Set<String> keys) {
    String authorization = request.header("authorization");
    return authorization.startsWith(BEARER)
        && keys.contains(authorization.substring(BEARER.length()));
  }

  @Override
  public Question question(Incoming request, JsonNode body) throws BadRequestException {
    String model = Dialect.text(body, "model");
    String system = Dialect.said(body, Set.of("system", "developer"));
    String user = Dialect.said(body, Set.of("user"));
    return new Question(model, system, user, schema(body, system + user), body);
  }

  private static @Nullable JsonNode schema(JsonNode body, String prompt)
      throws BadRequestException {
    JsonNode format = body.path("response_format");
    return switch (format.path("type").asText("text")) {
      case "text" -> null;
      case "json_object" -> {
        if (!prompt.toLowerCase(Locale.ROOT).contains("json")) {
          throw new BadRequestException("'messages' must contain the word 'json' in some form");
        }
        yield null;
      }
      case "json_schema" -> {
        JsonNode named = format.path("json_schema");
        Dialect.text(named, "name");
        if (!named.path("schema").isObject()) {
          throw new BadRequestException("you must provide json_schema.schema");
        }
        yield named.get("schema");
      }
      default -> throw new BadRequestException("response_format.type is unknown");
    };
  }

  @Override
  public ObjectNode answer(String id, Question question, String text, Ending ending) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("id", "chatcmpl-" + id);
    answer.put("object", "chat.completion");
    answer.put("created", System.currentTimeMillis() / 1000);
    answer.put("model", question.model());
    ObjectNode choice = answer.putArray("choices").addObject();
    choice.put("index", 0);
    ObjectNode message = choice.putObject("message");
    message.put("role", "assistant");
    message.put("content", ending == Ending.DECLINED ? null : text);
    message.put("refusal", ending == Ending.DECLINED ? text : null);
    choice.put("finish_reason", ending == Ending.CUT_OFF ? "length" : "stop");
    long prompt = Dialect.tokens(question.system(), question.user());
    long completion = Dialect.tokens(text);
    ObjectNode usage = answer.putObject("usage");
    usage.put("prompt_tokens", prompt);
    usage.put("completion_tokens", completion);
    usage.put("total_tokens", prompt + completion);
    return answer;
  }

  @Override
  public ObjectNode error(Fault.Status error) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode inner = body.putObject("error");
    inner.put("message", error.message());
    inner.put("type", error.type().isEmpty() ? type(error.status()) : error.type());
    inner.putNull("param");
    inner.put("code", error.code().isEmpty() ? code(error.status()) : error.code());
    return body;
  }

  private static String type(int status) {
    return switch (status) {
      case 429 -> "requests";
      default -> status < 500 ? "invalid_request_error" : "server_error";
    };
  }

  private static @Nullable String code(int status) {
    return switch (status) {
      case 401 -> "invalid_api_key";
      case 404 -> "model_not_found";
      case 429 -> "rate_limit_exceeded";
      default -> null;
    };
  }
}
