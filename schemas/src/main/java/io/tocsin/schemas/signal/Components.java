package io.tocsin.schemas.signal;

/**
 * What layers 1 and 2 are made of, each in [0, 1] but {@code baseScore}, which is their weighted
 * sum.
 */
public record Components(
    double rarity,
    double seriousness,
    double recency,
    double countNormalized,
    Interactions interactions,
    double tunneling,
    double baseScore,
    double frequency,
    double severity,
    double burst,
    double novelty,
    double consensus,
    double mechanism) {

  /** Bonuses for components that are high together; 0 where they are not. */
  public record Interactions(
      double rareSerious, double rareRecent, double seriousRecent, double allThree) {}
}
