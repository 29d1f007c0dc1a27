package io.tocsin.scoring;

import static io.tocsin.scoring.Close.given;
import static io.tocsin.scoring.Observations.observation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.ObservationReader;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.SignalObservation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScorerTest {
  private static final Pair PAIR = Pair.of("RotaShield", "Intussusception");
  private static final LocalDate AS_OF = LocalDate.of(1999, 12, 28);
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Scorer scorer = new Scorer(ScoringConfig.DEFAULTS, Model.DEFAULTS);

  @Test
  void rotashieldRingsFromTheDayItsLowerBoundRisesAboveZeroAndNotBefore() {
    for (Golden.Row day : Golden.table("rotashield-timeline-1998-1999.csv")) {
      LocalDate date = LocalDate.parse(day.text("dt"));
      ContingencyTable table =
          ContingencyTable.ofMargins(
              day.count("DE"), day.count("D"), day.count("E"), day.count("N"));
      CaseSummary cases = serious(day.count("DE"), date);
      ScoredSignal score = scorer.score(new CountedPair(PAIR, table, cases, null, null), date, NOW);
      boolean rings = !date.isBefore(LocalDate.of(1999, 7, 15));
      assertThat(score.alertLevel() != AlertLevel.NONE).as(day.toString()).isEqualTo(rings);
      assertThat(score.heldBack() == null).as(day.toString()).isEqualTo(rings);
      assertThat(score.fusionLevel()).isGreaterThanOrEqualTo(AlertLevel.MODERATE);
    }
  }

  @Test
  void aSingleDeathDoesNotRingByItself() {
    ScoredSignal score = counted(new ContingencyTable(1, 53, 1, 11_745), deaths(1));
    assertThat(score.fusionLevel()).isGreaterThanOrEqualTo(AlertLevel.MODERATE);
    assertThat(score.alertLevel()).isEqualTo(AlertLevel.NONE);
    assertThat(score.heldBack()).isEqualTo("1 report, an alert needs 3");
  }

  @Test
  void whatHoldsAPairBackIsSaidInOneSentence() {
    assertThat(counted(new ContingencyTable(2, 183, 1, 16_190), deaths(2)).heldBack())
        .isEqualTo("2 reports, an alert needs 3");
    assertThat(counted(new ContingencyTable(3, 297, 97, 9_603), deaths(3)).heldBack())
        .isEqualTo("IC025 is -2.05, an alert needs more than 0");
  }

  @Test
  void theGateIsASetting() {
    ContingencyTable two = new ContingencyTable(2, 183, 1, 16_190);
    assertThat(
            gated(new EvidenceGate(2, -0.5))
                .score(new CountedPair(PAIR, two, deaths(2), null, null), AS_OF, NOW))
        .satisfies(score -> assertThat(score.alertLevel()).isEqualTo(score.fusionLevel()))
        .satisfies(score -> assertThat(score.heldBack()).isNull());
    assertThat(
            gated(new EvidenceGate(1, 0.25))
                .score(new CountedPair(PAIR, two, deaths(2), null, null), AS_OF, NOW)
                .heldBack())
        .isEqualTo("IC025 is -0.36, an alert needs more than 0.25");
  }

  @Test
  void aPairThatWouldBeSilentAnywayIsNotHeldBack() {
    Scorer deaf =
        new Scorer(
            Settings.with("levels", new LevelThresholds(1, 0.99, 0.98, 0.97, 0.96)),
            Model.DEFAULTS);
    ScoredSignal score =
        deaf.score(
            new CountedPair(
                PAIR, new ContingencyTable(1, 53, 100, 11_646), CaseSummary.NONE, null, null),
            AS_OF,
            NOW);
    assertThat(score.fusionLevel()).isEqualTo(AlertLevel.NONE);
    assertThat(score.heldBack()).isNull();
  }

  @Test
  void anObservationWithoutATableIsNotGatedAndOneWithATableIs() {
    Observations grave = observation().count(1, 1_000).serious("yes").outcome("death").dated(AS_OF);
    ScoredSignal alone = scorer.score(grave.build(), AS_OF, NOW);
    assertThat(alone.alertLevel()).isEqualTo(AlertLevel.HIGH);
    assertThat(alone.layer0()).isEqualTo(0.5);
    assertThat(alone.measures()).isNull();
    assertThat(alone.rules()).isEmpty();

    ContingencyTable table = new ContingencyTable(1, 9, 90, 900);
    ScoredSignal withTable = scorer.score(grave.table(table).build(), AS_OF, NOW);
    assertThat(withTable.alertLevel()).isEqualTo(AlertLevel.NONE);
    assertThat(withTable.heldBack()).isEqualTo("1 report, an alert needs 3");
    assertThat(withTable.measures()).isEqualTo(scorer.measure(table));
    assertThat(withTable.rules()).hasSize(7);
  }

  @Test
  void anObservationAddsItsViewToCountedReportsButNotItsCounts() {
    ContingencyTable table = new ContingencyTable(4, 261, 1, 16_572);
    CaseSummary cases = serious(4, AS_OF.minusDays(10));
    SignalObservation seen =
        observation()
            .count(900, 1_000)
            .outcome("death")
            .dated(LocalDate.of(1970, 1, 1))
            .mostRecent(LocalDate.of(1970, 1, 1))
            .severity(0.9, null)
            .burst(0.8)
            .mechanism(0.7)
            .label("Intussusception")
            .sources("pubmed")
            .build();
    ScoredSignal without =
        scorer.score(new CountedPair(PAIR, table, cases, null, null), AS_OF, NOW);
    ScoredSignal with = scorer.score(new CountedPair(PAIR, table, cases, null, seen), AS_OF, NOW);

    assertThat(with.layer0()).isEqualTo(without.layer0());
    assertThat(with.layer1()).isEqualTo(without.layer1());
    assertThat(with.components().frequency()).isEqualTo(0.2);
    assertThat(with.components().severity()).isEqualTo(0.9);
    assertThat(with.components().burst()).isEqualTo(0.8);
    assertThat(with.components().mechanism()).isEqualTo(0.7);
    assertThat(with.components().novelty()).isEqualTo(0.6);
    assertThat(without.components().severity()).isZero();
    assertThat(without.components().burst()).isZero();
    assertThat(without.components().mechanism()).isEqualTo(0.5);
    assertThat(without.components().novelty()).isEqualTo(1);
  }

  @Test
  void aSourceThatReportsAndIsObservedCountsOnce() {
    ContingencyTable table = new ContingencyTable(4, 261, 1, 16_572);
    CaseSummary cases = serious(4, AS_OF);
    SignalObservation seen = observation().source("VAERS", 0.9, 0.8).build();
    ScoredSignal score = scorer.score(new CountedPair(PAIR, table, cases, null, seen), AS_OF, NOW);
    assertThat(score.components().consensus()).isCloseTo(0.72, Offset.offset(1e-12));
  }

  @Test
  void theWorstOutcomeAmongTheCasesCounts() {
    ContingencyTable table = new ContingencyTable(10, 261, 1, 16_572);
    assertThat(seriousness(table, cases(1, 0, 0, 0, 1))).isEqualTo(0.5 + 0.2 + 0.03);
    assertThat(seriousness(table, cases(1, 0, 1, 0, 1))).isEqualTo(0.5 + 0.3 + 0.03);
    assertThat(seriousness(table, cases(1, 0, 0, 1, 1))).isEqualTo(0.5 + 0.3 + 0.03);
    assertThat(seriousness(table, cases(1, 1, 1, 1, 1))).isEqualTo(1);
    assertThat(seriousness(table, cases(0, 0, 0, 0, 0))).isZero();
  }

  @Test
  void aScoreNamesThePriorAndTheSettingsItWasMadeWith() {
    ScoredSignal score = counted(new ContingencyTable(4, 261, 1, 16_572), CaseSummary.NONE);
    assertThat(score.priorVersion()).isEqualTo("dumouchel-1999");
    assertThat(score.configVersion()).isEqualTo("defaults-1");
    assertThat(score.asOf()).isEqualTo(AS_OF);
    assertThat(score.scoredAt()).isEqualTo(NOW);
    assertThat(score.pair()).isEqualTo(PAIR);
    assertThat(score.expected()).isEqualTo(265 * 5 / 16_838.0);
  }

  @Test
  void fisherIsGivenWhenAnExpectedCellIsSmall() {
    assertThat(scorer.measure(new ContingencyTable(4, 261, 1, 16_572)).fisherP()).isLessThan(1e-5);
    assertThat(scorer.measure(new ContingencyTable(50, 50, 50, 50)).fisherP()).isNull();
  }

  @Test
  void noTableWhateverMakesANumberThatIsNone() {
    Random random = new Random(16);
    for (int round = 0; round < 200; round++) {
      for (int nonZero = 0; nonZero < 16; nonZero++) {
        ContingencyTable table =
            new ContingencyTable(
                cell(random, nonZero & 1),
                cell(random, nonZero & 2),
                cell(random, nonZero & 4),
                cell(random, nonZero & 8));
        assertFinite(counted(table, randomCases(random, table.n11())));
      }
    }
  }

  @Test
  void extremeCountsAreScored() {
    long total = 1_000_000_000;
    for (long pair : new long[] {0, 1, 3, 1_000, 1_000_000}) {
      for (long drug : new long[] {pair, pair + 1, 5_000_000}) {
        for (long event : new long[] {pair, pair + 1, 400_000_000}) {
          ContingencyTable table = ContingencyTable.ofMargins(pair, drug, event, total);
          assertFinite(counted(table, deaths(pair)));
        }
      }
    }
  }

  @Test
  @Timeout(10)
  void theLargestTablesThatAnObservationMayBringAreScoredAtOnce() {
    long[] cells = {0, 1, 1_000_000, ObservationReader.MAX_CELL};
    for (long n11 : cells) {
      for (long n10 : cells) {
        for (long n01 : cells) {
          for (long n00 : cells) {
            ContingencyTable table = new ContingencyTable(n11, n10, n01, n00);
            assertFinite(counted(table, CaseSummary.NONE));
          }
        }
      }
    }
  }

  @Test
  void moreReportsOfAPairNeverWeakenItsEvidence() {
    for (long drug : new long[] {40, 900}) {
      double ic025 = Double.NEGATIVE_INFINITY;
      double eb05 = 0;
      double layer0 = 0;
      for (long pair = 1; pair < 40; pair++) {
        ContingencyTable table = ContingencyTable.ofMargins(pair, drug, 60, 100_000);
        Measures measures = scorer.measure(table);
        ScoredSignal score = counted(table, CaseSummary.NONE);
        assertThat(given(measures.ic().lower())).isGreaterThan(ic025);
        assertThat(given(measures.ebgm().lower())).isGreaterThan(eb05);
        assertThat(score.layer0()).isGreaterThanOrEqualTo(layer0);
        ic025 = given(measures.ic().lower());
        eb05 = given(measures.ebgm().lower());
        layer0 = score.layer0();
      }
    }
  }

  @Test
  void aPairFadesAsItsLastReportGrowsOld() {
    ContingencyTable table = new ContingencyTable(6, 269, 1, 16_649);
    double fresher = Double.POSITIVE_INFINITY;
    for (int days = 0; days < 3_000; days += 10) {
      double fusion = counted(table, serious(6, AS_OF.minusDays(days))).fusionScore();
      assertThat(fusion).as("after %d days", days).isLessThanOrEqualTo(fresher);
      fresher = fusion;
    }
  }

  @Test
  void anyThreadGivesTheSameScoreBitForBit() {
    Random random = new Random(7);
    List<ContingencyTable> tables = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      tables.add(
          new ContingencyTable(
              random.nextLong(40), random.nextLong(900), random.nextLong(900), 20_000));
    }
    List<ScoredSignal> alone =
        tables.stream().map(table -> counted(table, CaseSummary.NONE)).toList();
    List<ScoredSignal> together =
        IntStream.range(0, tables.size())
            .parallel()
            .mapToObj(i -> counted(tables.get(i), CaseSummary.NONE))
            .toList();
    assertThat(together).isEqualTo(alone);
  }

  private ScoredSignal counted(ContingencyTable table, CaseSummary cases) {
    return scorer.score(new CountedPair(PAIR, table, cases, null, null), AS_OF, NOW);
  }

  private double seriousness(ContingencyTable table, CaseSummary cases) {
    return counted(table, cases).components().seriousness();
  }

  private static Scorer gated(EvidenceGate gate) {
    return new Scorer(Settings.with("gate", gate), Model.DEFAULTS);
  }

  private static CaseSummary deaths(long reports) {
    return summary(reports, reports, 0, 0, 0, AS_OF, ReportSource.VAERS, reports);
  }

  private static CaseSummary serious(long reports, LocalDate last) {
    return summary(reports, 0, 0, reports, 0, last, ReportSource.VAERS, reports);
  }

  private static CaseSummary cases(
      long serious, long deaths, long lifeThreatening, long hospitalizations, long disabilities) {
    return summary(
        serious,
        deaths,
        lifeThreatening,
        hospitalizations,
        disabilities,
        AS_OF,
        ReportSource.FAERS,
        10);
  }

  private static CaseSummary randomCases(Random random, long reports) {
    ReportSource[] sources = ReportSource.values();
    LocalDate last = random.nextBoolean() ? null : AS_OF.minusDays(random.nextInt(6_000) - 500);
    long serious = reports == 0 ? 0 : random.nextLong(reports + 1);
    return summary(
        serious,
        random.nextLong(serious + 1),
        random.nextLong(serious + 1),
        random.nextLong(serious + 1),
        random.nextLong(serious + 1),
        last,
        sources[random.nextInt(sources.length)],
        reports);
  }

  private static CaseSummary summary(
      long serious,
      long deaths,
      long lifeThreatening,
      long hospitalizations,
      long disabilities,
      @Nullable LocalDate last,
      ReportSource source,
      long reports) {
    return new CaseSummary(
        serious,
        deaths,
        lifeThreatening,
        hospitalizations,
        disabilities,
        0,
        last,
        last,
        Map.of(source, reports),
        List.of(),
        List.of(),
        null,
        List.of());
  }

  private static long cell(Random random, int nonZero) {
    return nonZero == 0 ? 0 : (long) Math.pow(10, 6 * random.nextDouble());
  }

  private static void assertFinite(ScoredSignal score) {
    JsonNode json = Json.mapper().valueToTree(score);
    assertThat(numbers(json)).as(score.toString()).isNotEmpty().allMatch(Double::isFinite);
    assertThat(score.fusionScore()).isBetween(0.0, 1.0);
    assertThat(score.layer0()).isBetween(0.0, 1.0);
    assertThat(score.layer2()).isBetween(0.0, 1.0);
    assertThat(score.alertLevel()).isLessThanOrEqualTo(score.fusionLevel());
  }

  private static List<Double> numbers(JsonNode node) {
    List<Double> numbers = new ArrayList<>();
    if (node.isNumber()) {
      numbers.add(node.doubleValue());
    }
    node.forEach(child -> numbers.addAll(numbers(child)));
    return numbers;
  }
}
