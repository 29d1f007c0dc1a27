package io.tocsin.scoring;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.scoring.check.Step;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Layer 0: the statistical measures of a pair as one score in [0, 1]. */
final class Composite {
  private Composite() {}

  /**
   * The composite.
   *
   * @param temporal score of the pair's course in time, in [0, 1]; when absent, its share goes to
   *     the Bayesian score
   * @param causality score of the cases' causality, in [0, 1]; when absent, its share goes to the
   *     classical score
   */
  static double of(
      double classical,
      double bayesian,
      @Nullable Double temporal,
      @Nullable Double causality,
      CompositeWeights weights) {
    double score =
        weights.classical() * classical
            + weights.bayesian() * bayesian
            + weights.temporal() * Objects.requireNonNullElse(temporal, bayesian)
            + weights.causality() * Objects.requireNonNullElse(causality, classical);
    return Math.clamp(score, 0, 1);
  }

  /** By how many of PRR, ROR and IC flag the pair, and how strong PRR and ROR are. */
  static double classical(
      ContingencyTable table, Measures measures, RuleThresholds rules, CompositeWeights weights) {
    int flags =
        (Rules.evans(table, measures, rules) ? 1 : 0)
            + (Rules.ror025(table, measures, rules) ? 1 : 0)
            + (Rules.ic025(table, measures, rules) ? 1 : 0);
    double strength = Step.exceeded(weights.strength(), Disproportionality.strength(table), 0);
    return Math.min(1, weights.byFlags().get(flags) + strength);
  }

  /** By EB05, and whether the pair is significant among all pairs. */
  static double bayesian(Measures measures, boolean significant, CompositeWeights weights) {
    Double eb05 = measures.ebgm().lower();
    double score =
        eb05 == null
            ? weights.eb05Otherwise()
            : Step.exceeded(weights.byEb05(), eb05, weights.eb05Otherwise());
    return Math.min(1, score + (significant ? weights.significant() : 0));
  }
}
