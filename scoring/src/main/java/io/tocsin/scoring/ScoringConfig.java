package io.tocsin.scoring;

import io.tocsin.scoring.check.Check;

/**
 * Every weight and threshold of the scoring. Immutable; a value out of its bounds is refused with
 * an {@link IllegalArgumentException} that names it.
 *
 * @param version names these settings in every score computed with them
 */
public record ScoringConfig(
    String version,
    RuleThresholds rules,
    EvidenceGate gate,
    CompositeWeights composite,
    SingleSourceWeights layer1,
    ManySourcesWeights layer2,
    FusionWeights fusion,
    LevelThresholds levels) {

  /** The settings as designed. */
  public static final ScoringConfig DEFAULTS =
      new ScoringConfig(
          "defaults-1",
          RuleThresholds.DEFAULTS,
          EvidenceGate.DEFAULTS,
          CompositeWeights.DEFAULTS,
          SingleSourceWeights.DEFAULTS,
          ManySourcesWeights.DEFAULTS,
          FusionWeights.DEFAULTS,
          LevelThresholds.DEFAULTS);

  /** Refuses settings without a version. */
  public ScoringConfig {
    Check.notBlank("the version of the settings", version);
  }
}
