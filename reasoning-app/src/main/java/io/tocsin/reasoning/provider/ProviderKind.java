package io.tocsin.reasoning.provider;

/** How a provider's server is talked to. */
public enum ProviderKind {
  /** OpenAI's chat completions, at OpenAI or Azure. */
  OPENAI("openai"),
  /**
   * OpenAI's chat completions, at other servers: vLLM, llama.cpp, Ollama, LiteLLM and the like.
   * They know the limit of tokens by its former name, which OpenAI refuses.
   */
  OPENAI_COMPATIBLE("openai-compatible"),
  /** Anthropic's messages. */
  ANTHROPIC("anthropic");

  private final String label;

  ProviderKind(String label) {
    this.label = label;
  }

  /** As recorded in detections. */
  String label() {
    return label;
  }
}
