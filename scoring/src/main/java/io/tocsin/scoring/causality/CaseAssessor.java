package io.tocsin.scoring.causality;

import io.tocsin.schemas.signal.CausalityCategory;
import io.tocsin.schemas.signal.NaranjoClass;
import org.jspecify.annotations.Nullable;

/**
 * Assesses the causality of single cases, from reported facts and nothing else. Neither the
 * patient's diseases nor the nature of the event are among them, so that an assessment says what
 * the facts allow at most; a reviewer may lower it.
 */
public final class CaseAssessor {
  private CaseAssessor() {}

  /** The assessment; absent when the case tells neither a challenge nor a time relation. */
  public static @Nullable CaseAssessment assess(CaseFacts facts) {
    return facts.assessable()
        ? new CaseAssessment(
            category(facts),
            naranjoClass(naranjo(facts)),
            facts.cameBack(),
            facts.abated(),
            facts.soleSuspect())
        : null;
  }

  /**
   * The category of the WHO-UMC system for standardised case causality assessment (Uppsala
   * Monitoring Centre).
   *
   * <p>Unassessable are contradictions: an event that came back without having gone, or that the
   * drug brought back though it did not bring it first. An event that came back with the drug
   * speaks for it whatever other drugs were there. Without a date, a challenge asks for more data.
   */
  static CausalityCategory category(CaseFacts facts) {
    if (facts.cameBack()) {
      return withRechallenge(facts);
    }
    if (facts.preceded() || (facts.persisted() && facts.stayedAway())) {
      return CausalityCategory.UNLIKELY;
    }
    if (!facts.followed()) {
      return CausalityCategory.CONDITIONAL;
    }
    return facts.abated() && facts.soleSuspect() && !facts.stayedAway()
        ? CausalityCategory.PROBABLE
        : CausalityCategory.POSSIBLE;
  }

  private static CausalityCategory withRechallenge(CaseFacts facts) {
    if (facts.preceded() || facts.persisted()) {
      return CausalityCategory.UNASSESSABLE;
    }
    return facts.followed() && facts.abated() && facts.soleSuspect()
        ? CausalityCategory.CERTAIN
        : CausalityCategory.PROBABLE;
  }

  /**
   * The score of the adverse drug reaction probability scale (Naranjo et al. 1981), from −3 to 5:
   * the questions that a report answers are whether the event followed the drug (2), improved
   * without it (3), came back with it (4), and whether another drug may have caused it (5). All
   * others count as not known, 0, and so does question 5 when no other drug is suspected, since a
   * disease may have caused the event.
   */
  static int naranjo(CaseFacts facts) {
    int followed = facts.followed() ? 2 : facts.preceded() ? -1 : 0;
    int improved = facts.abated() ? 1 : 0;
    int cameBack = facts.cameBack() ? 2 : facts.stayedAway() ? -1 : 0;
    int alternative = facts.soleSuspect() ? 0 : -1;
    return followed + improved + cameBack + alternative;
  }

  static NaranjoClass naranjoClass(int score) {
    if (score >= 9) {
      return NaranjoClass.DEFINITE;
    }
    if (score >= 5) {
      return NaranjoClass.PROBABLE;
    }
    return score >= 1 ? NaranjoClass.POSSIBLE : NaranjoClass.DOUBTFUL;
  }
}
