package io.tocsin.scoring;

import io.tocsin.scoring.check.Check;

/** Shares of the three layers in the fusion score; they sum to 1. */
public record FusionWeights(double layer0, double layer1, double layer2) {

  /** As designed. */
  public static final FusionWeights DEFAULTS = new FusionWeights(0.35, 0.40, 0.25);

  /** Refuses shares that do not sum to 1. */
  public FusionWeights {
    Check.shares("the layers' shares", layer0, layer1, layer2);
  }

  /** The fusion score, in [0, 1]. */
  double fuse(double score0, double score1, double score2) {
    return Math.clamp(layer0 * score0 + layer1 * score1 + layer2 * score2, 0, 1);
  }
}
