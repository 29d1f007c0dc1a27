package io.tocsin.scoring.causality;

import io.tocsin.schemas.signal.AssessedCases;
import io.tocsin.schemas.signal.CausalityCategory;
import io.tocsin.schemas.signal.CausalityMeasures;
import io.tocsin.schemas.signal.NaranjoClass;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the assessed cases of a pair say together. */
public final class CausalityScore {
  private CausalityScore() {}

  /** The measures of a pair; absent when no case was assessed. */
  public static @Nullable CausalityMeasures of(
      List<AssessedCases> assessed, CausalityWeights weights) {
    if (assessed.isEmpty()) {
      return null;
    }
    double score = 0;
    Map<CausalityCategory, Long> byCategory = new EnumMap<>(CausalityCategory.class);
    Map<NaranjoClass, Long> byNaranjoClass = new EnumMap<>(NaranjoClass.class);
    for (AssessedCases cases : assessed) {
      score = Math.max(score, score(cases, weights));
      byCategory.merge(cases.category(), cases.reports(), Long::sum);
      byNaranjoClass.merge(cases.naranjo(), cases.reports(), Long::sum);
    }
    return new CausalityMeasures(score, byCategory, byNaranjoClass);
  }

  /** How much a case of this kind speaks for causality. */
  static double score(AssessedCases cases, CausalityWeights weights) {
    double score =
        switch (cases.category()) {
          case CERTAIN -> weights.certain();
          case PROBABLE -> weights.probable();
          case POSSIBLE -> weights.possible();
          case CONDITIONAL -> weights.conditional();
          case UNLIKELY -> weights.unlikely();
          case UNASSESSABLE -> weights.unassessable();
          case NOT_ASSESSED -> 0;
        };
    score +=
        switch (cases.naranjo()) {
          case DEFINITE -> weights.naranjoDefinite();
          case PROBABLE -> weights.naranjoProbable();
          case POSSIBLE, DOUBTFUL -> 0;
        };
    if (cases.rechallenged()) {
      score += weights.rechallenged();
    } else if (cases.dechallenged()) {
      score += weights.dechallenged();
    }
    if (cases.withoutAlternative()) {
      score += weights.withoutAlternative();
    }
    return Math.min(weights.most(), score);
  }
}
