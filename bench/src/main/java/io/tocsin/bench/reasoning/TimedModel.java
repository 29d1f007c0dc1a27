package io.tocsin.bench.reasoning;

import io.tocsin.reasoning.provider.Prompt;
import io.tocsin.reasoning.provider.ProviderException;
import io.tocsin.reasoning.provider.ReasoningModel;
import java.time.Duration;

/** A model that notes when it was last asked and when it answered. Used by one thread at a time. */
final class TimedModel implements ReasoningModel {
  private final ReasoningModel model;
  private volatile long asked;
  private volatile long answered;

  TimedModel(ReasoningModel model) {
    this.model = model;
  }

  long asked() {
    return asked;
  }

  long answered() {
    return answered;
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public Answer ask(Prompt prompt, Duration deadline)
      throws ProviderException, InterruptedException {
    asked = System.nanoTime();
    Answer answer = model.ask(prompt, deadline);
    answered = System.nanoTime();
    return answer;
  }

  @Override
  public void greet(Duration deadline) throws ProviderException, InterruptedException {
    model.greet(deadline);
  }

  @Override
  public void close() {
    model.close();
  }
}
