package io.tocsin.scoring.causality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Patient;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Seriousness;
import io.tocsin.schemas.signal.CausalityCategory;
import io.tocsin.schemas.signal.NaranjoClass;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseAssessorTest {
  private static final LocalDate VACCINATED = LocalDate.of(1999, 6, 1);
  private static final @Nullable Boolean[] TRIED = {null, false, true};
  private static final @Nullable Integer[] LATENCIES = {null, -1, 0, 30};

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # abated, came back, latency, other drugs, category,     Naranjo
          true,     true,      3,       0,           CERTAIN,      5
          true,     true,      3,       1,           PROBABLE,     4
          true,     true,      -,       0,           PROBABLE,     3
          -,        true,      3,       0,           PROBABLE,     4
          -,        true,      -,       0,           PROBABLE,     2
          true,     -,         0,       0,           PROBABLE,     3
          true,     -,         3,       1,           POSSIBLE,     2
          true,     false,     3,       0,           POSSIBLE,     2
          -,        -,         3,       0,           POSSIBLE,     2
          -,        -,         3,       4,           POSSIBLE,     1
          false,    -,         3,       0,           POSSIBLE,     2
          true,     -,         -,       0,           CONDITIONAL,  1
          false,    -,         -,       0,           CONDITIONAL,  0
          -,        false,     -,       0,           CONDITIONAL,  -1
          -,        -,         -1,      0,           UNLIKELY,     -1
          true,     -,         -1,      0,           UNLIKELY,     0
          false,    false,     3,       0,           UNLIKELY,     1
          false,    false,     -,       2,           UNLIKELY,     -2
          -,        false,     -1,      1,           UNLIKELY,     -3
          false,    true,      3,       0,           UNASSESSABLE, 4
          true,     true,      -1,      0,           UNASSESSABLE, 2
          """)
  void aCaseIsWhatItsFactsAllowAtMost(
      @Nullable Boolean abated,
      @Nullable Boolean cameBack,
      @Nullable Integer latency,
      int otherDrugs,
      CausalityCategory category,
      int naranjo) {
    CaseFacts facts = new CaseFacts(abated, cameBack, latency, otherDrugs);

    assertThat(CaseAssessor.category(facts)).isEqualTo(category);
    assertThat(CaseAssessor.naranjo(facts)).isEqualTo(naranjo);
  }

  @ParameterizedTest
  @CsvSource({
    "13, DEFINITE",
    "9, DEFINITE",
    "8, PROBABLE",
    "5, PROBABLE",
    "4, POSSIBLE",
    "1, POSSIBLE",
    "0, DOUBTFUL",
    "-4, DOUBTFUL"
  })
  void theClassesBeginWhereNaranjoLetsThem(int score, NaranjoClass naranjo) {
    assertThat(CaseAssessor.naranjoClass(score)).isEqualTo(naranjo);
  }

  @Test
  void aCaseWithoutAChallengeOrADateIsNotAssessed() {
    assertThat(CaseAssessor.assess(new CaseFacts(null, null, null, 0))).isNull();
    assertThat(CaseAssessor.assess(new CaseFacts(null, null, null, 3))).isNull();
  }

  @Test
  void anAssessmentSaysWhatItRestsOn() {
    assertThat(CaseAssessor.assess(new CaseFacts(true, true, 3, 0)))
        .isEqualTo(
            new CaseAssessment(CausalityCategory.CERTAIN, NaranjoClass.PROBABLE, true, true, true));
    assertThat(CaseAssessor.assess(new CaseFacts(false, null, 3, 2)))
        .isEqualTo(
            new CaseAssessment(
                CausalityCategory.POSSIBLE, NaranjoClass.POSSIBLE, false, false, false));
  }

  @Test
  void theDaysFromTheDrugToTheReactionComeFromTheReportsDates() {
    assertThat(latency(VACCINATED, VACCINATED.plusDays(5), null)).isEqualTo(5);
    assertThat(latency(VACCINATED, VACCINATED.minusDays(2), null)).isEqualTo(-2);
    assertThat(latency(VACCINATED, null, VACCINATED)).isZero();
    assertThat(latency(VACCINATED, VACCINATED.plusDays(5), VACCINATED)).isEqualTo(5);
    assertThat(latency(VACCINATED, null, null)).isNull();
    assertThat(latency(null, VACCINATED, VACCINATED)).isNull();
  }

  @Test
  void everyAssessmentHasACodeOfItsOwnInOneByte() {
    Set<Integer> codes = new HashSet<>();
    Set<CaseAssessment> assessments = new HashSet<>();
    for (CausalityCategory category : CausalityCategory.values()) {
      for (NaranjoClass naranjo : NaranjoClass.values()) {
        for (int flags = 0; flags < 8; flags++) {
          CaseAssessment assessment =
              new CaseAssessment(
                  category, naranjo, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
          assessments.add(assessment);
          codes.add(assessment.code());
          assertThat(CaseAssessment.ofCode(assessment.code())).isEqualTo(assessment);
        }
      }
    }
    assertThat(codes)
        .hasSameSizeAs(assessments)
        .allMatch(code -> code >= 0 && code < CaseAssessment.CODES);
  }

  /** Stores keep codes for years. */
  @Test
  void whatACodeMeansStays() {
    assertThat(code(true, true, 3, 0)).isEqualTo(0b000_01_111);
    assertThat(code(true, null, 0, 0)).isEqualTo(0b001_10_110);
    assertThat(code(null, null, 9, 1)).isEqualTo(0b010_10_000);
    assertThat(code(null, null, -9, 0)).isEqualTo(0b011_11_100);
    assertThat(code(true, null, null, 0)).isEqualTo(0b100_10_110);
    assertThat(code(false, true, null, 0)).isEqualTo(0b101_10_101);
  }

  @Test
  void aCodeThatStandsForNothingIsRefused() {
    assertThatThrownBy(() -> CaseAssessment.ofCode(0b111_00_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scoring: 224 is no code of a case assessment");
    assertThatThrownBy(() -> CaseAssessment.ofCode(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyCaseThatCanBeAssessedIs() {
    for (Boolean abated : TRIED) {
      for (Boolean cameBack : TRIED) {
        for (Integer latency : LATENCIES) {
          CaseAssessment assessment =
              CaseAssessor.assess(new CaseFacts(abated, cameBack, latency, 0));
          boolean told = abated != null || cameBack != null || latency != null;
          assertThat(assessment != null).isEqualTo(told);
          assertThat(assessment == null ? null : assessment.category())
              .isNotEqualTo(CausalityCategory.NOT_ASSESSED);
        }
      }
    }
  }

  private static int code(
      @Nullable Boolean abated, @Nullable Boolean cameBack, @Nullable Integer latency, int others) {
    return Objects.requireNonNull(
            CaseAssessor.assess(new CaseFacts(abated, cameBack, latency, others)))
        .code();
  }

  private static @Nullable Integer latency(
      @Nullable LocalDate start, @Nullable LocalDate onset, @Nullable LocalDate eventDate) {
    ReportedDrug drug =
        new ReportedDrug(
            "RotaShield",
            DrugRole.PRIMARY_SUSPECT,
            null,
            null,
            null,
            start,
            null,
            null,
            null,
            null);
    Reaction reaction = new Reaction("Intussusception", null, onset, null);
    AdverseEventReport report =
        new AdverseEventReport(
            "1",
            1,
            ReportStatus.ACTIVE,
            ReportSource.VAERS,
            VACCINATED.plusDays(30),
            eventDate,
            null,
            null,
            Patient.UNKNOWN,
            Seriousness.NONE,
            List.of(drug),
            List.of(reaction),
            null,
            List.of());
    return CaseFacts.of(report, drug, reaction, 0).onsetLatencyDays();
  }
}
