package io.tocsin.reasoning;

import io.tocsin.reasoning.assessment.Detections;
import io.tocsin.reasoning.assessment.Reasoner;
import io.tocsin.reasoning.assessment.RulesReasoner;
import io.tocsin.status.HealthComponent;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules alone.
 *
 * @param cases closed with it
 */
record RulesComposition(Cases cases, Reasoner reasoner) implements Composition {
  static Composition of(Cases cases, Clock clock) {
    return new RulesComposition(cases, new RulesReasoner(cases.files(), new Detections(clock)));
  }

  @Override
  public @Nullable String paused() {
    return cases.paused();
  }

  @Override
  public List<HealthComponent> health() {
    return List.of(cases.health());
  }

  @Override
  public void close() {
    cases.close();
  }
}
