package io.tocsin.reasoning;

import io.tocsin.reasoning.assessment.Question;
import io.tocsin.reasoning.metrics.ReasoningMetrics;
import io.tocsin.reasoning.provider.ReasoningModel;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Detection;
import java.time.Clock;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Reasons about single alerts as the application does, without Kafka: by rules, or by the model
 * that is configured, and then within its limits.
 */
public final class SingleReasoning implements AutoCloseable {
  private final ReasoningMetrics metrics = new ReasoningMetrics();
  private final Composition composition;

  /**
   * Opens what reasons.
   *
   * @throws io.tocsin.config.ConfigurationException if the provider of the model refuses the key
   */
  public SingleReasoning(ReasoningConfig config) {
    this(config, UnaryOperator.identity());
  }

  /**
   * Opens what reasons, with something around the model, such as a stopwatch.
   *
   * @throws io.tocsin.config.ConfigurationException if the provider of the model refuses the key
   */
  public SingleReasoning(ReasoningConfig config, UnaryOperator<ReasoningModel> around) {
    composition = Composition.offline(config, metrics, Clock.systemUTC(), around);
  }

  /**
   * The detection that the application would publish first if it knew no product labels. What is
   * paid for it is not noted for the application.
   */
  public Detection reason(Alert alert) throws InterruptedException {
    return Objects.requireNonNull(composition.reasoner().reason(Question.of(alert)).detection());
  }

  @Override
  public void close() {
    composition.close();
    metrics.close();
  }
}
