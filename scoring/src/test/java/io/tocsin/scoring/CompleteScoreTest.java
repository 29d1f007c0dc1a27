package io.tocsin.scoring;

import static io.tocsin.scoring.Close.given;
import static io.tocsin.scoring.Observations.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.model.ModelParameters.Significance;
import io.tocsin.schemas.report.Sex;
import io.tocsin.schemas.signal.AssessedCases;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CausalityCategory;
import io.tocsin.schemas.signal.CausalityMeasures;
import io.tocsin.schemas.signal.ClinicalFacts;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.NaranjoClass;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.RuleVerdict;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.schemas.signal.Standing;
import io.tocsin.schemas.signal.StratifiedMeasures;
import io.tocsin.schemas.signal.TemporalMeasures;
import io.tocsin.scoring.strata.PairStrata;
import io.tocsin.scoring.strata.Strata;
import io.tocsin.scoring.strata.Stratum;
import io.tocsin.scoring.strata.StratumCounts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Scores with all that may stand beside a table: strata, time, causality, and the other pairs. */
class CompleteScoreTest {
  private static final Pair PAIR = Pair.of("RotaShield", "Intussusception");
  private static final LocalDate AS_OF = LocalDate.of(1999, 12, 28);
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  /** Boys are reported with the drug and with the event more often than girls. */
  private static final ContingencyTable TABLE = ContingencyTable.ofMargins(12, 40, 120, 2_000);

  private static final ScoringConfig DEFAULTS = ScoringConfig.DEFAULTS;
  private static final ScoringConfig STRATIFIED = Settings.at("/expectation", "\"stratified\"");

  @Test
  void theAdjustedExpectedCountStandsBesideTheCrudeOne() {
    ScoredSignal score = score(DEFAULTS, Model.DEFAULTS, CaseSummary.NONE, strata());
    StratifiedMeasures stratified = Objects.requireNonNull(score.stratified());
    double adjusted = 8 * 20 / 1_000.0 + 32 * 100 / 1_000.0;

    assertThat(score.expected()).isEqualTo(2.4);
    assertThat(stratified.expected()).isCloseTo(adjusted, ROUNDING);
    assertThat(stratified.ic()).isEqualTo(InformationComponent.of(12, stratified.expected()));
    assertThat(given(stratified.ebgm().value())).isLessThan(given(measures(score).ebgm().value()));
    assertThat(measures(score)).isEqualTo(new Scorer(DEFAULTS, Model.DEFAULTS).measure(TABLE));
  }

  @Test
  void theAdjustedExpectedCountTakesOverWhereItIsChosen() {
    ScoredSignal crude = score(DEFAULTS, Model.DEFAULTS, CaseSummary.NONE, strata());
    ScoredSignal adjusted = score(STRATIFIED, Model.DEFAULTS, CaseSummary.NONE, strata());
    StratifiedMeasures stratified = Objects.requireNonNull(adjusted.stratified());

    assertThat(stratified).isEqualTo(crude.stratified());
    assertThat(adjusted.expected()).isEqualTo(crude.expected());
    assertThat(measures(adjusted).ic()).isEqualTo(stratified.ic());
    assertThat(measures(adjusted).ebgm()).isEqualTo(stratified.ebgm());
    assertThat(measures(adjusted).poissonP())
        .isEqualTo(PoissonTail.upper(12, stratified.expected()))
        .isGreaterThan(given(measures(crude).poissonP()));
    assertThat(measures(adjusted).logLikelihoodRatio())
        .isLessThan(given(measures(crude).logLikelihoodRatio()));
    assertThat(measures(adjusted).prr()).isEqualTo(measures(crude).prr());
    assertThat(measures(adjusted).ror()).isEqualTo(measures(crude).ror());
    assertThat(crude.rules()).contains(new RuleVerdict("eb05", true));
    assertThat(adjusted.rules()).contains(new RuleVerdict("eb05", false));
    assertThat(adjusted.layer0()).isLessThan(crude.layer0());
  }

  @Test
  void withoutStrataTheCrudeExpectedCountIsUsedWhateverIsChosen() {
    ScoredSignal score = score(STRATIFIED, Model.DEFAULTS, CaseSummary.NONE, null);
    assertThat(score.stratified()).isNull();
    assertThat(measures(score)).isEqualTo(new Scorer(DEFAULTS, Model.DEFAULTS).measure(TABLE));
    PairStrata empty =
        new PairStrata(
            new StratumCounts(), new StratumCounts(), new StratumCounts(), new StratumCounts());
    assertThat(score(STRATIFIED, Model.DEFAULTS, CaseSummary.NONE, empty)).isEqualTo(score);
  }

  @Test
  void subgroupsAreMeasuredFromThreeReportsOn() {
    StratifiedMeasures measures =
        Objects.requireNonNull(
            score(DEFAULTS, Model.DEFAULTS, CaseSummary.NONE, strata()).stratified());
    ContingencyTable boys = ContingencyTable.ofMargins(11, 32, 100, 1_000);

    assertThat(measures.subgroups())
        .extracting(StratifiedMeasures.Subgroup::group)
        .containsExactly("female", "male", "28 days-23 months");
    assertThat(measures.subgroups())
        .contains(
            new StratifiedMeasures.Subgroup(
                "sex",
                "male",
                boys,
                3.2,
                Disproportionality.ror(boys),
                InformationComponent.of(11, 3.2)));

    ScoringConfig many = Settings.at("/subgroup_min_reports", "13");
    StratifiedMeasures unmeasured =
        Objects.requireNonNull(
            score(many, Model.DEFAULTS, CaseSummary.NONE, strata()).stratified());
    assertThat(unmeasured.subgroups()).isEmpty();
    assertThat(unmeasured.ic()).isEqualTo(measures.ic());
  }

  @Test
  void timeAndCausalityTakeTheirSharesOfLayer0WhereTheyAreKnown() {
    ScoredSignal bare = score(DEFAULTS, Model.DEFAULTS, CaseSummary.NONE, null);
    ScoredSignal dated = score(DEFAULTS, Model.DEFAULTS, cases(AS_OF, List.of()), null);
    ScoredSignal assessed =
        score(DEFAULTS, Model.DEFAULTS, cases(null, List.of(probable(2))), null);

    assertThat(bare.temporal()).isNull();
    assertThat(bare.causality()).isNull();
    assertThat(bare.layer0()).isCloseTo(0.4 * 1 + 0.6 * 0.8, ROUNDING);
    double novelty = Objects.requireNonNull(dated.temporal()).score();
    assertThat(novelty).isEqualTo(0.15);
    assertThat(dated.layer0()).isCloseTo(0.4 * 1 + 0.4 * 0.8 + 0.2 * novelty, ROUNDING);
    double causality = Objects.requireNonNull(assessed.causality()).score();
    assertThat(causality).isCloseTo(0.88, ROUNDING);
    assertThat(assessed.layer0()).isCloseTo(0.3 * 1 + 0.6 * 0.8 + 0.1 * causality, ROUNDING);
  }

  @Test
  void aPairThatIsSignificantAmongAllScoresHigherAndSaysSo() {
    List<Double> scores = Stream.iterate(0, i -> i <= 1000, i -> i + 1).map(i -> i / 1e3).toList();
    ScoredSignal loose = score(DEFAULTS, model(1e-3, scores), CaseSummary.NONE, null);
    ScoredSignal strict = score(DEFAULTS, model(1e-12, scores), CaseSummary.NONE, null);

    assertThat(loose.layer0() - strict.layer0()).isCloseTo(0.6 * 0.05, ROUNDING);
    assertThat(Objects.requireNonNull(loose.standing()))
        .satisfies(standing -> assertThat(standing.significant()).isTrue())
        .satisfies(
            standing ->
                assertThat(standing.percentile()).isCloseTo(100 * loose.fusionScore(), ROUNDING))
        .satisfies(
            standing ->
                assertThat(standing.rank())
                    .isEqualTo(1 + Math.round(500 * (1 - loose.fusionScore()))));
    assertThat(strict.standing()).extracting(Standing::significant).isEqualTo(false);
    assertThat(score(DEFAULTS, Model.DEFAULTS, CaseSummary.NONE, null).standing()).isNull();
  }

  @Test
  void theSeriesOfAnObservationIsReadLikeCountedReports() {
    List<LocalDate> days = new ArrayList<>();
    LocalDate first = AS_OF.minusDays(250);
    for (int week = 0; week < 35; week++) {
      days.add(first.plusWeeks(week));
    }
    days.addAll(Collections.nCopies(2, AS_OF.minusDays(8)));
    List<Long> counts = new ArrayList<>(Collections.nCopies(35, 1L));
    counts.addAll(List.of(6L, 5L));
    SignalObservation seen = observation().series(days, counts).table(TABLE).build();

    ScoredSignal score = new Scorer(DEFAULTS, Model.DEFAULTS).score(seen, AS_OF, NOW);
    TemporalMeasures temporal = Objects.requireNonNull(score.temporal());

    assertThat(Objects.requireNonNull(temporal.spike()).week()).isEqualTo(AS_OF.minusDays(8));
    assertThat(temporal.spike().reports()).isEqualTo(11);
    assertThat(temporal.novelty()).isCloseTo(1 - 250 / 365.0, ROUNDING);
    assertThat(score.cases()).isEqualTo(CaseSummary.NONE);
    ScoredSignal without =
        new Scorer(DEFAULTS, Model.DEFAULTS).score(observation().table(TABLE).build(), AS_OF, NOW);
    assertThat(without.temporal()).isNull();
  }

  @Test
  void anObservedSeriesStandsInOnlyWhereNoCountedReportIsDated() {
    SignalObservation seen = observation().series(List.of(AS_OF.minusDays(3)), List.of(2L)).build();
    Scorer scorer = new Scorer(DEFAULTS, Model.DEFAULTS);
    CaseSummary old = cases(LocalDate.of(1991, 1, 1), List.of());

    assertThat(novelty(scorer, CaseSummary.NONE, seen)).isCloseTo(1 - 3 / 365.0, ROUNDING);
    assertThat(novelty(scorer, old, seen)).isZero();
  }

  @Test
  void theCaseOfAnObservationIsAssessedWhereNoCountedOneWas() {
    SignalObservation seen = observation().clinical(new ClinicalFacts(0, true, null, 4L)).build();
    Scorer scorer = new Scorer(DEFAULTS, Model.DEFAULTS);

    CausalityMeasures causality =
        Objects.requireNonNull(scorer.score(seen, AS_OF, NOW).causality());
    assertThat(causality.byCategory()).isEqualTo(Map.of(CausalityCategory.PROBABLE, 1L));
    assertThat(causality.score()).isCloseTo(0.88, ROUNDING);

    CaseSummary counted = cases(AS_OF, List.of(probable(2)));
    assertThat(scorer.score(new CountedPair(PAIR, TABLE, counted, null, seen), AS_OF, NOW))
        .extracting(score -> Objects.requireNonNull(score.causality()).byCategory())
        .isEqualTo(Map.of(CausalityCategory.PROBABLE, 2L));
    CaseSummary dated = cases(AS_OF, List.of());
    assertThat(scorer.score(new CountedPair(PAIR, TABLE, dated, null, seen), AS_OF, NOW))
        .extracting(ScoredSignal::causality)
        .isEqualTo(causality);
  }

  @Test
  void factsThatTellNothingAreNotAssessed() {
    SignalObservation seen = observation().clinical(new ClinicalFacts(2, null, null, null)).build();
    ScoredSignal score = new Scorer(DEFAULTS, Model.DEFAULTS).score(seen, AS_OF, NOW);
    assertThat(score.causality()).isNull();
  }

  @Test
  void aSeriesOfNoReportsIsNone() {
    SignalObservation seen = observation().series(List.of(AS_OF), List.of(0L)).build();
    ScoredSignal score = new Scorer(DEFAULTS, Model.DEFAULTS).score(seen, AS_OF, NOW);
    assertThat(score.temporal()).isNull();
  }

  private static double novelty(Scorer scorer, CaseSummary cases, SignalObservation seen) {
    ScoredSignal score = scorer.score(new CountedPair(PAIR, TABLE, cases, null, seen), AS_OF, NOW);
    return Objects.requireNonNull(score.temporal()).novelty();
  }

  private static ScoredSignal score(
      ScoringConfig config, Model model, CaseSummary cases, @Nullable PairStrata strata) {
    return new Scorer(config, model)
        .score(new CountedPair(PAIR, TABLE, cases, strata, null), AS_OF, NOW);
  }

  private static Measures measures(ScoredSignal score) {
    return Objects.requireNonNull(score.measures());
  }

  private static Model model(double pAtMost, List<Double> scores) {
    return new Model(Prior.DUMOUCHEL_1999, new Significance(0.05, pAtMost), 500, scores);
  }

  private static AssessedCases probable(long reports) {
    return new AssessedCases(
        CausalityCategory.PROBABLE, NaranjoClass.POSSIBLE, false, true, true, reports);
  }

  private static CaseSummary cases(@Nullable LocalDate received, List<AssessedCases> assessed) {
    return new CaseSummary(
        0, 0, 0, 0, 0, 0, received, received, Map.of(), List.of(), List.of(), null, assessed);
  }

  /** The table by sex; all patients are infants. */
  private static PairStrata strata() {
    StratumCounts pair = new StratumCounts();
    StratumCounts drug = new StratumCounts();
    StratumCounts event = new StratumCounts();
    StratumCounts all = new StratumCounts();
    for (Sex sex : Sex.values()) {
      boolean male = sex == Sex.MALE;
      int group = Stratum.group(sex, 0.5);
      int stratum = Stratum.of(group, 0, Strata.SEX_AND_AGE);
      pair.add(group, male ? 11 : 1);
      drug.add(stratum, male ? 32 : 8);
      event.add(stratum, male ? 100 : 20);
      all.add(stratum, 1_000);
    }
    return new PairStrata(pair, drug, event, all);
  }
}
