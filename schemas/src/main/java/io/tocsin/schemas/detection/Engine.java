package io.tocsin.schemas.detection;

/** What made an assessment. What rules made is never presented as a model's. */
public enum Engine {
  /** The built-in, deterministic rules. */
  RULES,
  /** A language model whose answer was validated and grounded. */
  LLM
}
