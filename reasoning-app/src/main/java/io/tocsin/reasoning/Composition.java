package io.tocsin.reasoning;

import io.helidon.webserver.http.HttpService;
import io.tocsin.reasoning.assessment.Reasoner;
import io.tocsin.reasoning.metrics.ReasoningMetrics;
import io.tocsin.reasoning.provider.ReasoningModel;
import io.tocsin.status.HealthComponent;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What reasons, with all that it holds open. */
interface Composition extends AutoCloseable {
  /** What turns alerts into detections. */
  Reasoner reasoner();

  /** Why no alert may be taken up now; absent when they may. */
  default @Nullable String paused() {
    return null;
  }

  /** How its parts are. */
  default List<HealthComponent> health() {
    return List.of();
  }

  /** What it answers over HTTP, by path. */
  default Map<String, HttpService> services() {
    return Map.of();
  }

  @Override
  void close();

  /** What a configuration asks for, with labels and orders from Kafka. */
  static Composition online(ReasoningConfig config, ReasoningMetrics metrics, Clock clock) {
    return of(config, true, metrics, clock, UnaryOperator.identity());
  }

  /**
   * What a configuration asks for, without Kafka.
   *
   * @param around what is put around the model
   */
  static Composition offline(
      ReasoningConfig config,
      ReasoningMetrics metrics,
      Clock clock,
      UnaryOperator<ReasoningModel> around) {
    return of(config, false, metrics, clock, around);
  }

  private static Composition of(
      ReasoningConfig config,
      boolean online,
      ReasoningMetrics metrics,
      Clock clock,
      UnaryOperator<ReasoningModel> around) {
    ModelConfig model = config.model();
    return model == null
        ? RulesComposition.of(Cases.of(config, online, metrics, clock), clock)
        : new ModelComposition(config, model, online, metrics, clock, around);
  }

  /** A reasoner that holds nothing open. */
  static Composition of(Reasoner reasoner) {
    return new Composition() {
      @Override
      public Reasoner reasoner() {
        return reasoner;
      }

      @Override
      public void close() {}
    };
  }
}
