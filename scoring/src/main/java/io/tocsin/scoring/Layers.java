package io.tocsin.scoring;

import io.tocsin.schemas.signal.Components;
import io.tocsin.schemas.signal.Components.Interactions;
import java.time.LocalDate;

/**
 * The two heuristic layers of a pair.
 *
 * @param layer1 0 or more; it may exceed 1
 * @param layer2 in [0, 1]
 */
record Layers(double layer1, double layer2, Components components) {

  /** Scores the evidence as of a date. */
  static Layers of(
      Evidence evidence,
      LocalDate asOf,
      SingleSourceWeights singleSource,
      ManySourcesWeights manySources) {
    SingleSource one = SingleSource.of(evidence, asOf, singleSource);
    ManySources many = ManySources.of(evidence, asOf, manySources);
    Interactions together = one.interactions();
    return new Layers(
        one.score(),
        many.score(),
        new Components(
            one.rarity(),
            one.seriousness(),
            one.recency(),
            one.countNormalized(),
            together,
            one.tunneling(),
            one.base(),
            many.frequency(),
            many.severity(),
            many.burst(),
            many.novelty(),
            many.consensus(),
            many.mechanism()));
  }
}
