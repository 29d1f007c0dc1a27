package io.tocsin.reasoning.provider;

/** How a model is held to the schema of its answer. Whatever the mode, answers are validated. */
public enum StructuredMode {
  /** The provider enforces the schema: by a response format, or by a tool that must be used. */
  JSON_SCHEMA,
  /** The provider enforces JSON, the prompt asks for the schema; at Anthropic the prompt alone. */
  JSON_OBJECT,
  /** The prompt alone asks for it. */
  PROMPT_ONLY;

  private static final String REQUEST =
      "\n\nAnswer with one JSON object and nothing else. It must fit this JSON Schema:\n";

  /** What the model is told of its task. */
  String system(Prompt prompt) {
    return this == JSON_SCHEMA ? prompt.system() : prompt.system() + REQUEST + prompt.schema();
  }

  /** The answer in what the model wrote. */
  String answer(String text) {
    return this == JSON_SCHEMA ? text : Fences.unwrap(text);
  }
}
