package io.tocsin.scoring;

import io.tocsin.scoring.causality.CausalityWeights;
import io.tocsin.scoring.check.Check;
import io.tocsin.scoring.sequential.SequentialThresholds;
import io.tocsin.scoring.temporal.TemporalThresholds;

/**
 * Every weight and threshold of the scoring. Immutable; a value out of its bounds is refused with
 * an {@link IllegalArgumentException} that names it.
 *
 * @param version names these settings in every score computed with them
 * @param expectation the expected count that IC, EBGM, the likelihood ratio and the Poisson p use,
 *     and with them rules and layers; PRR and ROR are always crude
 * @param subgroupMinReports reports of a pair from which on it is measured in subgroups, at least 1
 * @param falseDiscoveryRate share of false ones among the pairs that are called significant, above
 *     0, at most 1
 * @param sequential the plan of the sequential test, used when the rule {@code max-sprt} is enabled
 */
public record ScoringConfig(
    String version,
    Expectation expectation,
    long subgroupMinReports,
    double falseDiscoveryRate,
    RuleThresholds rules,
    SequentialThresholds sequential,
    TemporalThresholds temporal,
    CausalityWeights causality,
    EvidenceGate gate,
    CompositeWeights composite,
    SingleSourceWeights layer1,
    ManySourcesWeights layer2,
    FusionWeights fusion,
    LevelThresholds levels,
    AlertingThresholds alerting) {

  /** The settings as designed. */
  public static final ScoringConfig DEFAULTS =
      new ScoringConfig(
          "defaults-1",
          Expectation.CRUDE,
          3,
          0.05,
          RuleThresholds.DEFAULTS,
          new SequentialThresholds(20, 3, 0.05),
          TemporalThresholds.DEFAULTS,
          CausalityWeights.DEFAULTS,
          EvidenceGate.DEFAULTS,
          CompositeWeights.DEFAULTS,
          SingleSourceWeights.DEFAULTS,
          ManySourcesWeights.DEFAULTS,
          FusionWeights.DEFAULTS,
          LevelThresholds.DEFAULTS,
          AlertingThresholds.DEFAULTS);

  /** Refuses settings without a version. */
  public ScoringConfig {
    Check.notBlank("the version of the settings", version);
    Check.atLeast("subgroupMinReports", subgroupMinReports, 1);
    Check.positive("falseDiscoveryRate", falseDiscoveryRate);
    Check.unit("falseDiscoveryRate", falseDiscoveryRate);
  }
}
