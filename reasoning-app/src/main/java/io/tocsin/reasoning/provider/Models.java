package io.tocsin.reasoning.provider;

import java.time.Clock;

/** Makes models that are asked at providers. */
public final class Models {
  private Models() {}

  /** The model of a configuration. Nothing is asked yet. */
  public static ReasoningModel of(ProviderConfig config, Keys keys) {
    return of(config, keys, Clock.systemUTC());
  }

  /**
   * The model of a configuration.
   *
   * @param clock that dates in answers are compared with
   */
  static ReasoningModel of(ProviderConfig config, Keys keys, Clock clock) {
    return switch (config.kind()) {
      case OPENAI, OPENAI_COMPATIBLE -> new OpenAiModel(config, keys, clock);
      case ANTHROPIC -> new AnthropicModel(config, keys, clock);
    };
  }
}
