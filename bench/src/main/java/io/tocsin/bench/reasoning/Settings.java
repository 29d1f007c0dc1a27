package io.tocsin.bench.reasoning;

import io.tocsin.servers.ModelServer;
import java.util.Map;

/** Settings of the reasoning app, as environment variables. */
final class Settings {
  private Settings() {}

  /** Those that find a model's server. */
  static Map<String, String> of(ModelServer server) {
    return Map.of(
        "TOCSIN_REASONING_MODEL_PROVIDER",
        "openai-compatible",
        "TOCSIN_REASONING_MODEL_URL",
        server.openAiUrl(),
        "TOCSIN_REASONING_MODEL_NAME",
        "stand-in",
        "TOCSIN_REASONING_MODEL_API_KEY",
        ModelServer.KEY);
  }
}
