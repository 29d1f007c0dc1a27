package io.tocsin.scoring;

import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.AssessedCases;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CausalityMeasures;
import io.tocsin.schemas.signal.ClinicalFacts;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.RuleVerdict;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.schemas.signal.StratifiedMeasures;
import io.tocsin.schemas.signal.TemporalMeasures;
import io.tocsin.scoring.causality.CaseAssessment;
import io.tocsin.scoring.causality.CaseAssessor;
import io.tocsin.scoring.causality.CaseFacts;
import io.tocsin.scoring.causality.CausalityScore;
import io.tocsin.scoring.strata.PairStrata;
import io.tocsin.scoring.temporal.TemporalAnalysis;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores pairs under one configuration and one model. Immutable and thread-safe; the same input
 * gives the same score, bit for bit. Every number in a score is finite, for cells of up to 2^50
 * reports.
 */
public final class Scorer {
  private static final double FISHER_BELOW = 5;

  private final ScoringConfig config;
  private final Model model;
  private final Rules rules;
  private final GammaPoissonShrinker shrinker;

  /** A scorer; making one tabulates the prior, which takes some milliseconds. */
  public Scorer(ScoringConfig config, Model model) {
    this.config = config;
    this.model = model;
    this.rules = new Rules(config.rules(), config.sequential());
    this.shrinker = new GammaPoissonShrinker(model.prior());
  }

  /**
   * The score of a pair that was counted.
   *
   * @param asOf the date that "recent" is relative to
   */
  public ScoredSignal score(CountedPair counted, LocalDate asOf, Instant scoredAt) {
    CaseSummary cases = counted.cases();
    SignalObservation seen = counted.observation();
    CaseSummary dated =
        seen != null && cases.firstReceipt() == null ? ObservedSeries.of(seen) : cases;
    List<AssessedCases> assessed =
        seen != null && cases.assessed().isEmpty() ? assessed(seen) : cases.assessed();
    Course course = course(dated, assessed, asOf);
    return score(
        counted.pair(),
        statistics(counted.table(), counted.strata(), course),
        course,
        cases,
        Evidence.of(counted.pair(), counted.table(), cases, seen),
        scoredAt);
  }

  /** The score of a ready-made observation. */
  public ScoredSignal score(SignalObservation observation, LocalDate asOf, Instant scoredAt) {
    Course course = course(ObservedSeries.of(observation), assessed(observation), asOf);
    return score(
        observation.pair(),
        statistics(observation.contingency(), null, course),
        course,
        CaseSummary.NONE,
        Evidence.of(observation),
        scoredAt);
  }

  /** The measures of a table, against its crude expected count. */
  public Measures measure(ContingencyTable table) {
    return measure(table, table.expected());
  }

  /** The measures of a table; those that use an expected count against the one given. */
  public Measures measure(ContingencyTable table, double expected) {
    PairFigures figures = new PairFigures(shrinker);
    figures.compute(table.n11(), table.drugMargin(), table.eventMargin(), table.total(), expected);
    boolean reported = table.n11() > 0;
    return new Measures(
        figures.prr().toEstimate(),
        figures.ror().toEstimate(),
        finite(figures.chiSquared()),
        leastExpected(table) < FISHER_BELOW ? (Double) FisherExact.twoSided(table) : null,
        figures.ic().toEstimate(),
        figures.ebgm().toEstimate(),
        finite(figures.logLikelihoodRatio()),
        finite(figures.poissonP()),
        reported && table.n01() == 0,
        reported && table.n10() == 0);
  }

  /** What the enabled rules say of a table alone, given its measures; nothing is known of dates. */
  public List<RuleVerdict> judge(ContingencyTable table, Measures measures) {
    return rules.judge(table, table.expected(), measures, CaseSummary.NONE, LocalDate.EPOCH);
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }

  /** What a pair's reports say beside their number. */
  private record Course(
      CaseSummary dated,
      LocalDate asOf,
      @Nullable TemporalMeasures temporal,
      @Nullable CausalityMeasures causality) {}

  /** The one case that an observation tells of, or none. */
  private static List<AssessedCases> assessed(SignalObservation observation) {
    ClinicalFacts clinical = observation.clinical();
    CaseAssessment assessment =
        clinical == null ? null : CaseAssessor.assess(CaseFacts.of(clinical));
    return assessment == null ? List.of() : List.of(assessment.of(1));
  }

  private Course course(CaseSummary dated, List<AssessedCases> assessed, LocalDate asOf) {
    return new Course(
        dated,
        asOf,
        TemporalAnalysis.of(dated, asOf, config.temporal()),
        CausalityScore.of(assessed, config.causality()));
  }

  /** What a pair's table says, and layer 0. */
  private record Statistics(
      @Nullable ContingencyTable table,
      @Nullable Measures measures,
      @Nullable StratifiedMeasures stratified,
      List<RuleVerdict> rules,
      boolean significant,
      double layer0,
      @Nullable String objection) {}

  private Statistics statistics(
      @Nullable ContingencyTable table, @Nullable PairStrata strata, Course course) {
    if (table == null) {
      return new Statistics(
          null, null, null, List.of(), false, config.composite().withoutTable(), null);
    }
    StratifiedMeasures stratified = stratified(table, strata);
    double expected = config.expectation().of(table, strata);
    Measures measures = measure(table, expected);
    boolean significant = Population.isSignificant(measures, model);
    return new Statistics(
        table,
        measures,
        stratified,
        rules.judge(table, expected, measures, course.dated(), course.asOf()),
        significant,
        layer0(table, measures, significant, course),
        objection(table, measures));
  }

  /** Absent when nothing is counted by stratum. */
  private @Nullable StratifiedMeasures stratified(
      ContingencyTable table, @Nullable PairStrata strata) {
    double expected = strata == null ? 0 : strata.expected();
    return strata == null || expected == 0
        ? null
        : Stratification.of(table.n11(), expected, strata, shrinker, config.subgroupMinReports());
  }

  private double layer0(
      ContingencyTable table, Measures measures, boolean significant, Course course) {
    CompositeWeights weights = config.composite();
    TemporalMeasures temporal = course.temporal();
    CausalityMeasures causality = course.causality();
    return Composite.of(
        Composite.classical(table, measures, config.rules(), weights),
        Composite.bayesian(measures, significant, weights),
        temporal == null ? null : (Double) temporal.score(),
        causality == null ? null : (Double) causality.score(),
        weights);
  }

  private @Nullable String objection(ContingencyTable table, Measures measures) {
    Double ic025 = measures.ic().lower();
    return config.gate().objection(table.n11(), ic025 == null ? Double.NEGATIVE_INFINITY : ic025);
  }

  private ScoredSignal score(
      Pair pair,
      Statistics statistics,
      Course course,
      CaseSummary cases,
      Evidence evidence,
      Instant scoredAt) {
    Layers layers = Layers.of(evidence, course.asOf(), config.layer1(), config.layer2());
    double fusionScore =
        config.fusion().fuse(statistics.layer0(), layers.layer1(), layers.layer2());
    AlertLevel fusionLevel = config.levels().of(fusionScore);
    boolean silent = fusionLevel == AlertLevel.NONE;
    String objection = statistics.objection();
    ContingencyTable table = statistics.table();
    return new ScoredSignal(
        pair.drug(),
        pair.event(),
        table,
        table == null ? null : (Double) table.expected(),
        statistics.measures(),
        statistics.rules(),
        statistics.stratified(),
        course.temporal(),
        course.causality(),
        Population.standing(fusionScore, statistics.significant(), model),
        statistics.layer0(),
        layers.layer1(),
        layers.layer2(),
        layers.components(),
        fusionScore,
        fusionLevel,
        objection == null ? fusionLevel : AlertLevel.NONE,
        silent ? null : objection,
        cases,
        model.version(),
        config.version(),
        course.asOf(),
        scoredAt);
  }

  private static double leastExpected(ContingencyTable table) {
    double total = table.total();
    double drug = table.drugMargin();
    double event = table.eventMargin();
    return Math.min(drug, total - drug) * Math.min(event, total - event) / total;
  }
}
