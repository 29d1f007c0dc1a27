package io.tocsin.reasoning.provider;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.servers.ModelServer;
import java.net.URI;
import java.time.Duration;
import org.apache.kafka.common.config.types.Password;

/** Models at a server of the tests' own. */
final class Provider {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final Prompt PROMPT =
      new Prompt(
          "1",
          "You explain signals.",
          "Facts about vincristine.",
          "{\"type\":\"object\",\"required\":[\"narrative\"]}");

  private Provider() {}

  static ReasoningModel model(ModelServer server, ProviderKind kind) {
    return model(server, kind, StructuredMode.JSON_SCHEMA);
  }

  static ReasoningModel model(ModelServer server, ProviderKind kind, StructuredMode mode) {
    return Models.of(config(server, kind, mode), key());
  }

  static ProviderConfig config(ModelServer server, ProviderKind kind, StructuredMode mode) {
    return new ProviderConfig(
        kind, url(server, kind), "model-1", mode, 500, null, Duration.ofSeconds(20));
  }

  static URI url(ModelServer server, ProviderKind kind) {
    return URI.create(kind == ProviderKind.ANTHROPIC ? server.anthropicUrl() : server.openAiUrl());
  }

  static Keys key() {
    return Keys.fixed(new Password(ModelServer.KEY));
  }

  /** How asking fails. */
  static ProviderException failure(ReasoningModel model) {
    return failure(model, PATIENCE);
  }

  static ProviderException failure(ReasoningModel model, Duration deadline) {
    return catchThrowableOfType(ProviderException.class, () -> model.ask(PROMPT, deadline));
  }
}
