package io.tocsin.local.recount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Patient;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Seriousness;
import io.tocsin.schemas.report.Sex;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CaseSummary.MonthCount;
import io.tocsin.schemas.signal.CaseSummary.WeekCount;
import io.tocsin.schemas.signal.OnsetLatency;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.scoring.CountedPair;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Prior;
import io.tocsin.scoring.Scorer;
import io.tocsin.scoring.ScoringConfig;
import io.tocsin.scoring.strata.Strata;
import io.tocsin.topology.TopologyConfig;
import io.tocsin.topology.counting.CountedReports;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RecountStoriesTest {
  private static final LocalDate JUNE = LocalDate.of(1999, 6, 2);
  private static final LocalDate JULY = LocalDate.of(1999, 7, 15);
  private static final Pair ROTA = new Pair("ROTA", "INTUSSUSCEPTION");
  private static final TopologyConfig TOPOLOGY = TopologyConfig.defaults(1);
  private static final Prior GIVEN = TOPOLOGY.prior();

  private final PlainTables recounted = tables();

  @Test
  void theReportsOfAPairAreSummedUp() {
    CountedReports counted = recounted.counted(ROTA);
    CaseSummary cases = counted.cases();

    assertThat(counted.reports()).isEqualTo(3);
    assertThat(counted.byReceiptDate()).isEqualTo(Map.of(JUNE, 1, JULY, 2));
    assertThat(counted.byPatientGroup().values()).containsExactlyInAnyOrder(2, 1);
    assertThat(cases.serious()).isEqualTo(3);
    assertThat(cases.firstReceipt()).isEqualTo(JUNE);
    assertThat(cases.weekly())
        .containsExactly(
            new WeekCount(LocalDate.of(1999, 5, 31), 1),
            new WeekCount(LocalDate.of(1999, 7, 12), 2));
    assertThat(cases.monthly())
        .containsExactly(
            new MonthCount(LocalDate.of(1999, 6, 1), 1),
            new MonthCount(LocalDate.of(1999, 7, 1), 2));
    assertThat(cases.onsetLatency()).isEqualTo(new OnsetLatency(0, 3, 0, 0, 0));
    assertThat(cases.assessed()).hasSize(1);
  }

  @Test
  void aScoreThatTheTablesGiveIsNoDifference() {
    ScoreCheck check = check();

    recounted.pairs().forEach(pair -> check.take(score(pair, Model.of(GIVEN))));

    assertThat(check.differences()).isEmpty();
    assertThat(check.compared()).isEqualTo(recounted.pairs().size());
  }

  @Test
  void aPairThatWasNeverScoredIsADifference() {
    assertThat(check().differences())
        .hasSize(recounted.pairs().size())
        .extracting(Difference::table)
        .containsOnly("scores");
  }

  @Test
  void aScoreOfOlderMarginsIsADifferenceUntilTheCurrentOneComes() {
    PlainTables later = tables();
    later.add(report(Sex.MALE, JULY, "OTHER", "FEVER"));
    ScoreCheck check = new ScoreCheck(later, new ScoreVersions(TOPOLOGY), Recount.Depth.SCORES);

    check.take(score(ROTA, Model.of(GIVEN)));
    assertThat(check.differences().filter(each -> each.entry().equals(ROTA.key())))
        .extracting(Difference::figure)
        .containsExactly("table.n00");

    check.take(score(later, ROTA, Model.of(GIVEN)));
    assertThat(check.differences().map(Difference::entry)).doesNotContain(ROTA.key());
  }

  @Test
  void aWrongFigureIsNamed() {
    ScoreCheck check = check();
    Prior slightlyOther = prior(GIVEN.version(), GIVEN.alpha1() * (1 + 1e-5));

    check.take(score(ROTA, Model.of(slightlyOther)));

    assertThat(check.differences().filter(each -> each.entry().equals(ROTA.key())))
        .extracting(Difference::figure)
        .contains("measures.ebgm.value")
        .doesNotContain("measures.prr.value", "cases.serious");
  }

  @Test
  void aScoreOfAModelThatIsNotKnownIsADifferenceThatNamesIt() {
    ScoreCheck check = check();

    check.take(score(ROTA, Model.of(prior("fitted-7", 0.3))));

    assertThat(check.differences().filter(each -> each.entry().equals(ROTA.key())))
        .singleElement()
        .extracting(each -> each.stream().asText())
        .asString()
        .startsWith("fitted-7, ");
  }

  @Test
  void withoutScoresOnlyTheirReportsAreCompared() {
    ScoreCheck counts =
        new ScoreCheck(recounted, new ScoreVersions(TOPOLOGY), Recount.Depth.COUNTS);

    recounted.pairs().forEach(pair -> counts.take(score(pair, Model.of(prior("other", 0.3)))));

    assertThat(counts.differences()).isEmpty();
  }

  @Test
  void numbersMayDifferInTheirTenthDigit() {
    assertThat(Comparison.of("scores", "x", Map.of("a", 2.0), Map.of("a", 2.0 + 1e-9))).isEmpty();
    assertThat(Comparison.of("scores", "x", Map.of("a", 2.0), Map.of("a", 2.0 + 1e-8)))
        .extracting(Difference::table, Difference::entry, Difference::figure)
        .containsExactly(tuple("scores", "x", "a"));
    assertThat(Comparison.of("scores", "x", Map.of("a", List.of(1, 2)), Map.of("a", List.of(1))))
        .extracting(Difference::figure)
        .containsExactly("a[1]");
  }

  private ScoreCheck check() {
    return new ScoreCheck(recounted, new ScoreVersions(TOPOLOGY), Recount.Depth.SCORES);
  }

  private ScoredSignal score(Pair pair, Model model) {
    return score(recounted, pair, model);
  }

  private static ScoredSignal score(PlainTables tables, Pair pair, Model model) {
    return new Scorer(ScoringConfig.DEFAULTS, model)
        .score(
            new CountedPair(
                pair, tables.table(pair), tables.counted(pair).cases(), tables.strata(pair), null),
            JULY,
            Instant.EPOCH);
  }

  private static Prior prior(String version, double alpha1) {
    return new Prior(version, alpha1, GIVEN.beta1(), GIVEN.alpha2(), GIVEN.beta2(), GIVEN.p());
  }

  private static PlainTables tables() {
    PlainTables tables = new PlainTables(Strata.SEX_AND_AGE);
    tables.add(report(Sex.FEMALE, JUNE, "ROTA", "INTUSSUSCEPTION"));
    tables.add(report(Sex.FEMALE, JULY, "ROTA", "INTUSSUSCEPTION"));
    tables.add(report(Sex.MALE, JULY, "ROTA", "INTUSSUSCEPTION"));
    for (int i = 0; i < 40; i++) {
      tables.add(report(i % 2 == 0 ? Sex.FEMALE : Sex.MALE, JUNE, "OTHER", "FEVER"));
      tables.add(report(Sex.FEMALE, JUNE, "ROTA", "FEVER"));
    }
    tables.add(report(Sex.MALE, JULY, "OTHER", "INTUSSUSCEPTION"));
    return tables;
  }

  private static PlainReport report(Sex sex, LocalDate received, String drug, String event) {
    ReportedDrug taken =
        new ReportedDrug(
            drug,
            DrugRole.PRIMARY_SUSPECT,
            null,
            null,
            null,
            received.minusDays(9),
            null,
            null,
            null,
            null);
    return PlainReport.of(
        new AdverseEventReport(
            "any",
            1,
            ReportStatus.ACTIVE,
            ReportSource.VAERS,
            received,
            received.minusDays(6),
            null,
            null,
            new Patient(sex, 0.3, null),
            new Seriousness(false, false, true, false, false, false),
            List.of(taken),
            List.of(Reaction.of(event)),
            null,
            List.of()),
        Set.of(DrugRole.PRIMARY_SUSPECT),
        UnaryOperator.identity());
  }
}
