package io.tocsin.reasoning.provider;

import java.time.Duration;

/** A language model that explains what was computed. Thread-safe. */
public interface ReasoningModel extends AutoCloseable {
  /** Provider and model, as recorded in detections: {@code openai/gpt-5-mini}. */
  String name();

  /**
   * Asks once, without retries; blocks, best on a virtual thread.
   *
   * @param deadline after which the call is given up and its connection closed
   * @throws ProviderException when there is no finished answer
   */
  Answer ask(Prompt prompt, Duration deadline) throws ProviderException, InterruptedException;

  /**
   * Asks for nothing that costs, to see whether the key is accepted.
   *
   * @throws ProviderException when it is not, or the provider does not answer
   */
  void greet(Duration deadline) throws ProviderException, InterruptedException;

  @Override
  void close();

  /**
   * A finished answer.
   *
   * @param text what the model wrote; not validated
   */
  record Answer(String text, Tokens tokens) {}
}
