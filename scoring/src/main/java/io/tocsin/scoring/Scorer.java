package io.tocsin.scoring;

import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.RuleVerdict;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.SignalObservation;
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
  private final GammaPoissonShrinker shrinker;

  /** A scorer; making one tabulates the prior, which takes some milliseconds. */
  public Scorer(ScoringConfig config, Model model) {
    this.config = config;
    this.model = model;
    this.shrinker = new GammaPoissonShrinker(model.prior());
  }

  /**
   * The score of a pair that was counted.
   *
   * @param asOf the date that "recent" is relative to
   */
  public ScoredSignal score(CountedPair counted, LocalDate asOf, Instant scoredAt) {
    Evidence evidence =
        Evidence.of(counted.pair(), counted.table(), counted.cases(), counted.observation());
    return score(counted.pair(), counted.table(), counted.cases(), evidence, asOf, scoredAt);
  }

  /** The score of a ready-made observation. */
  public ScoredSignal score(SignalObservation observation, LocalDate asOf, Instant scoredAt) {
    return score(
        observation.pair(),
        observation.contingency(),
        CaseSummary.NONE,
        Evidence.of(observation),
        asOf,
        scoredAt);
  }

  /** The measures of a table. */
  public Measures measure(ContingencyTable table) {
    double expected = table.expected();
    boolean reported = table.n11() > 0;
    return new Measures(
        Disproportionality.prr(table),
        Disproportionality.ror(table),
        Disproportionality.chiSquared(table),
        leastExpected(table) < FISHER_BELOW ? (Double) FisherExact.twoSided(table) : null,
        InformationComponent.of(table.n11(), expected),
        shrinker.shrink(table.n11(), expected),
        null,
        null,
        reported && table.n01() == 0,
        reported && table.n10() == 0);
  }

  private ScoredSignal score(
      Pair pair,
      @Nullable ContingencyTable table,
      CaseSummary cases,
      Evidence evidence,
      LocalDate asOf,
      Instant scoredAt) {
    Measures measures = table == null ? null : measure(table);
    List<RuleVerdict> rules = List.of();
    double layer0 = config.composite().withoutTable();
    String objection = null;
    if (table != null && measures != null) {
      rules = Rules.judge(table, measures, config.rules());
      layer0 = layer0(table, measures);
      objection = objection(table, measures);
    }
    Layers layers = Layers.of(evidence, asOf, config.layer1(), config.layer2());
    double fusionScore = config.fusion().fuse(layer0, layers.layer1(), layers.layer2());
    AlertLevel fusionLevel = config.levels().of(fusionScore);
    boolean silent = fusionLevel == AlertLevel.NONE;
    return new ScoredSignal(
        pair.drug(),
        pair.event(),
        table,
        table == null ? null : (Double) table.expected(),
        measures,
        rules,
        null,
        null,
        null,
        null,
        layer0,
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
        asOf,
        scoredAt);
  }

  private double layer0(ContingencyTable table, Measures measures) {
    CompositeWeights weights = config.composite();
    double classical = Composite.classical(table, measures, config.rules(), weights);
    double bayesian = Composite.bayesian(measures, weights);
    return Composite.of(classical, bayesian, null, null, weights);
  }

  private @Nullable String objection(ContingencyTable table, Measures measures) {
    Double ic025 = measures.ic().lower();
    return config.gate().objection(table.n11(), ic025 == null ? Double.NEGATIVE_INFINITY : ic025);
  }

  private static double leastExpected(ContingencyTable table) {
    double total = table.total();
    double drug = table.drugMargin();
    double event = table.eventMargin();
    return Math.min(drug, total - drug) * Math.min(event, total - event) / total;
  }
}
