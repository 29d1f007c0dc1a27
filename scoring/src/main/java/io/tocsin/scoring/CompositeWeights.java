package io.tocsin.scoring;

import io.tocsin.scoring.check.Check;
import io.tocsin.scoring.check.Step;
import java.util.List;

/**
 * Layer 0: how the statistical measures make one score.
 *
 * @param classical share of PRR, ROR and IC; it takes over the share of causality when absent
 * @param bayesian share of EB05; it takes over the share of the temporal score when absent
 * @param temporal share of the temporal score
 * @param causality share of the causality score
 * @param byFlags classical score for 0, 1, 2 and 3 of the flags PRR, ROR and IC
 * @param strength added when the mean of PRR and ROR exceeds a bound; bounds fall
 * @param byEb05 Bayesian score when EB05 exceeds a bound; bounds fall
 * @param eb05Otherwise Bayesian score when EB05 exceeds none
 * @param significant added to the Bayesian score of a pair that is significant among all pairs
 * @param withoutTable layer 0 of a pair without a contingency table
 */
public record CompositeWeights(
    double classical,
    double bayesian,
    double temporal,
    double causality,
    List<Double> byFlags,
    List<Step> strength,
    List<Step> byEb05,
    double eb05Otherwise,
    double significant,
    double withoutTable) {

  /** As designed. */
  public static final CompositeWeights DEFAULTS =
      new CompositeWeights(
          0.30,
          0.40,
          0.20,
          0.10,
          List.of(0.2, 0.5, 0.7, 0.9),
          List.of(new Step(5, 0.10), new Step(3, 0.05)),
          List.of(new Step(4, 0.95), new Step(2, 0.80), new Step(1, 0.60)),
          0.30,
          0.05,
          0.5);

  /** Refuses shares that do not sum to 1 and scores outside [0, 1]. */
  public CompositeWeights {
    byFlags = List.copyOf(byFlags);
    strength = List.copyOf(strength);
    byEb05 = List.copyOf(byEb05);
    Check.shares("the composite's shares", classical, bayesian, temporal, causality);
    if (byFlags.size() != 4) {
      throw new IllegalArgumentException(
          "scoring: composite.byFlags has %d values, it must have 4: for 0, 1, 2 and 3 flags"
              .formatted(byFlags.size()));
    }
    for (double score : byFlags) {
      Check.unit("composite.byFlags", score);
    }
    Check.steps("composite.strength", strength, -1);
    Check.steps("composite.byEb05", byEb05, -1);
    Check.unit("composite.eb05Otherwise", eb05Otherwise);
    Check.unit("composite.significant", significant);
    Check.unit("composite.withoutTable", withoutTable);
  }
}
