package io.tocsin.scoring.causality;

import io.tocsin.scoring.check.Check;

/**
 * How much a case speaks for causality: what its WHO-UMC category gives, with bonuses.
 *
 * @param naranjoDefinite added when its score of Naranjo et al. (1981) is 9 or more
 * @param naranjoProbable added when that is 5 to 8
 * @param rechallenged added when the event came back with the drug
 * @param dechallenged added when the event abated without the drug, and did not come back with it
 * @param withoutAlternative added when no other drug is suspected
 * @param most no case speaks more than this, at most 0.98
 */
public record CausalityWeights(
    double certain,
    double probable,
    double possible,
    double conditional,
    double unlikely,
    double unassessable,
    double naranjoDefinite,
    double naranjoProbable,
    double rechallenged,
    double dechallenged,
    double withoutAlternative,
    double most) {

  private static final double CAP = 0.98;

  /** As designed. */
  public static final CausalityWeights DEFAULTS =
      new CausalityWeights(0.95, 0.75, 0.50, 0.40, 0.25, 0.20, 0.10, 0.05, 0.15, 0.08, 0.05, CAP);

  /** Refuses what lies outside [0, 1], and certainty. */
  public CausalityWeights {
    Check.unit("causality.certain", certain);
    Check.unit("causality.probable", probable);
    Check.unit("causality.possible", possible);
    Check.unit("causality.conditional", conditional);
    Check.unit("causality.unlikely", unlikely);
    Check.unit("causality.unassessable", unassessable);
    Check.unit("causality.naranjoDefinite", naranjoDefinite);
    Check.unit("causality.naranjoProbable", naranjoProbable);
    Check.unit("causality.rechallenged", rechallenged);
    Check.unit("causality.dechallenged", dechallenged);
    Check.unit("causality.withoutAlternative", withoutAlternative);
    Check.between("causality.most", most, 0, CAP);
  }
}
