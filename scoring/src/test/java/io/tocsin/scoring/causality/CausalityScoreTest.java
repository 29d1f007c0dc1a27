package io.tocsin.scoring.causality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.signal.AssessedCases;
import io.tocsin.schemas.signal.CausalityCategory;
import io.tocsin.schemas.signal.CausalityMeasures;
import io.tocsin.schemas.signal.NaranjoClass;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CausalityScoreTest {
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  @Test
  void aPairWithoutAnAssessedCaseHasNoCausality() {
    assertThat(CausalityScore.of(List.of(), CausalityWeights.DEFAULTS)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "CERTAIN,      POSSIBLE, false, false, false, 0.95",
    "CERTAIN,      POSSIBLE, true,  true,  true,  0.98",
    "PROBABLE,     POSSIBLE, false, true,  true,  0.88",
    "PROBABLE,     PROBABLE, true,  true,  false, 0.95",
    "POSSIBLE,     POSSIBLE, false, false, true,  0.55",
    "POSSIBLE,     DEFINITE, false, true,  false, 0.68",
    "CONDITIONAL,  DOUBTFUL, false, false, false, 0.40",
    "UNLIKELY,     DOUBTFUL, false, false, false, 0.25",
    "UNASSESSABLE, DOUBTFUL, false, false, false, 0.20",
    "NOT_ASSESSED, DOUBTFUL, false, false, false, 0"
  })
  void aCaseSpeaksByItsCategoryAndItsBonuses(
      CausalityCategory category,
      NaranjoClass naranjo,
      boolean rechallenged,
      boolean dechallenged,
      boolean withoutAlternative,
      double score) {
    AssessedCases cases =
        new AssessedCases(category, naranjo, rechallenged, dechallenged, withoutAlternative, 1);

    assertThat(CausalityScore.score(cases, CausalityWeights.DEFAULTS)).isCloseTo(score, ROUNDING);
  }

  @Test
  void onePairIsScoredByTheCaseThatSpeaksMostAndCountsThemAll() {
    CausalityMeasures measures =
        Objects.requireNonNull(
            CausalityScore.of(
                List.of(
                    cases(CausalityCategory.POSSIBLE, NaranjoClass.POSSIBLE, false, 40),
                    cases(CausalityCategory.PROBABLE, NaranjoClass.POSSIBLE, true, 1),
                    cases(CausalityCategory.POSSIBLE, NaranjoClass.DOUBTFUL, false, 2)),
                CausalityWeights.DEFAULTS));

    assertThat(measures.score()).isCloseTo(0.83, ROUNDING);
    assertThat(measures.byCategory())
        .isEqualTo(Map.of(CausalityCategory.POSSIBLE, 42L, CausalityCategory.PROBABLE, 1L));
    assertThat(measures.byNaranjoClass())
        .isEqualTo(Map.of(NaranjoClass.POSSIBLE, 41L, NaranjoClass.DOUBTFUL, 2L));
  }

  @Test
  void aWeightThatIsNoneIsRefusedByName() {
    assertThatThrownBy(
            () ->
                new CausalityWeights(
                    1.1, 0.75, 0.5, 0.4, 0.25, 0.2, 0.1, 0.05, 0.15, 0.08, 0.05, 0.98))
        .hasMessage("scoring: causality.certain is 1.1, it must lie between 0 and 1");
    assertThatThrownBy(
            () ->
                new CausalityWeights(
                    0.95, 0.75, 0.5, 0.4, 0.25, 0.2, 0.1, 0.05, 0.15, 0.08, 0.05, 0.99))
        .hasMessage("scoring: causality.most is 0.99, it must lie between 0.0 and 0.98");
  }

  private static AssessedCases cases(
      CausalityCategory category, NaranjoClass naranjo, boolean dechallenged, long reports) {
    return new AssessedCases(category, naranjo, false, dechallenged, false, reports);
  }
}
