package io.tocsin.reasoning.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;

/** A model behind OpenAI's chat completions. */
final class OpenAiModel implements ReasoningModel {
  private static final String SCHEMA_NAME = "assessment";

  private final ProviderConfig config;
  private final Endpoint endpoint;

  OpenAiModel(ProviderConfig config, Keys keys, Clock clock) {
    this.config = config;
    this.endpoint =
        new Endpoint(
            config,
            "/chat/completions",
            keys,
            (request, key) -> request.header("Authorization", "Bearer " + key),
            clock);
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public Answer ask(Prompt prompt, Duration deadline)
      throws ProviderException, InterruptedException {
    return read(endpoint.post(request(prompt), deadline));
  }

  @Override
  public void greet(Duration deadline) throws ProviderException, InterruptedException {
    endpoint.get(config.at("/models"), deadline);
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private ObjectNode request(Prompt prompt) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("model", config.model());
    ArrayNode messages = request.putArray("messages");
    messages.addObject().put("role", "system").put("content", config.mode().system(prompt));
    messages.addObject().put("role", "user").put("content", prompt.user());
    request.put(limitOfTokens(), config.maxOutputTokens());
    if (config.temperature() != null) {
      request.put("temperature", config.temperature());
    }
    switch (config.mode()) {
      case JSON_SCHEMA -> {
        ObjectNode format = request.putObject("response_format").put("type", "json_schema");
        ObjectNode schema = format.putObject("json_schema");
        schema.put("name", SCHEMA_NAME).put("strict", true).set("schema", WireJson.schema(prompt));
      }
      case JSON_OBJECT -> request.putObject("response_format").put("type", "json_object");
      case PROMPT_ONLY -> {}
    }
    return request;
  }

  private String limitOfTokens() {
    return config.kind() == ProviderKind.OPENAI ? "max_completion_tokens" : "max_tokens";
  }

  private Answer read(JsonNode body) throws ProviderException {
    JsonNode usage = body.path("usage");
    Tokens tokens = WireJson.tokens(usage.path("prompt_tokens"), usage.path("completion_tokens"));
    JsonNode choice = body.path("choices").path(0);
    String reason = choice.path("finish_reason").asText("");
    if (reason.equals("length")) {
      throw endpoint.unusable("is cut off at the limit of tokens", tokens);
    }
    JsonNode message = choice.path("message");
    if (reason.equals("content_filter") || !message.path("refusal").asText("").isEmpty()) {
      throw endpoint.unusable("is declined", tokens);
    }
    String text = config.mode().answer(WireJson.text(message.path("content")));
    if (text.isBlank()) {
      throw endpoint.unusable("is empty", tokens);
    }
    return new Answer(text, tokens);
  }
}
