package io.tocsin.reasoning.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;

/** A model behind Anthropic's messages. A schema is enforced by a tool that must be used. */
final class AnthropicModel implements ReasoningModel {
  private static final String VERSION = "2023-06-01";
  private static final String TOOL = "assessment";
  private static final String TOOL_DESCRIPTION = "Takes the finished assessment.";

  private final ProviderConfig config;
  private final Endpoint endpoint;

  AnthropicModel(ProviderConfig config, Keys keys, Clock clock) {
    this.config = config;
    this.endpoint =
        new Endpoint(
            config,
            "/v1/messages",
            keys,
            (request, key) -> request.header("x-api-key", key).header("anthropic-version", VERSION),
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
    endpoint.get(config.at("/v1/models"), deadline);
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private ObjectNode request(Prompt prompt) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("model", config.model());
    request.put("max_tokens", config.maxOutputTokens());
    request.put("system", config.mode().system(prompt));
    request.putArray("messages").addObject().put("role", "user").put("content", prompt.user());
    if (config.temperature() != null) {
      request.put("temperature", config.temperature());
    }
    if (config.mode() == StructuredMode.JSON_SCHEMA) {
      ObjectNode tool = request.putArray("tools").addObject();
      tool.put("name", TOOL).put("description", TOOL_DESCRIPTION);
      tool.set("input_schema", WireJson.schema(prompt));
      request.putObject("tool_choice").put("type", "tool").put("name", TOOL);
    }
    return request;
  }

  private Answer read(JsonNode body) throws ProviderException {
    JsonNode usage = body.path("usage");
    Tokens tokens = WireJson.tokens(usage.path("input_tokens"), usage.path("output_tokens"));
    switch (body.path("stop_reason").asText("")) {
      case "max_tokens", "model_context_window_exceeded" ->
          throw endpoint.unusable("is cut off at the limit of tokens", tokens);
      case "refusal" -> throw endpoint.unusable("is declined", tokens);
      case "pause_turn" -> throw endpoint.unusable("is not finished", tokens);
      default -> {}
    }
    String text = text(body.path("content"));
    if (text.isBlank()) {
      throw endpoint.unusable("is empty", tokens);
    }
    return new Answer(text, tokens);
  }

  /** What the tool was given, else what was said in words. */
  private String text(JsonNode content) {
    for (JsonNode block : content) {
      if (block.path("type").asText().equals("tool_use") && block.path("input").isObject()) {
        return block.get("input").toString();
      }
    }
    return config.mode().answer(WireJson.text(content));
  }
}
