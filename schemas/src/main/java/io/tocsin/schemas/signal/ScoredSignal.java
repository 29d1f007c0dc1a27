package io.tocsin.schemas.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pair's latest score, with all that led to it.
 *
 * @param table absent when the pair is known from observations only that brought none
 * @param expected expected count under independence; absent without a table
 * @param measures absent without a table
 * @param rules verdict of every configured rule; empty without a table
 * @param stratified absent when no strata are counted or the table is absent
 * @param temporal absent when no report is dated
 * @param causality absent when no report has case facts
 * @param standing absent until the pairs have been ranked
 * @param layer0 composite of the statistical measures, in [0, 1]; 0.5 without a table
 * @param layer1 single-source heuristic, 0 or more (historically {@code quantum_score_layer1}; it
 *     may exceed 1)
 * @param layer2 many-sources heuristic, in [0, 1] (historically {@code quantum_score_layer2})
 * @param fusionScore weighted sum of the layers, clamped to [0, 1]
 * @param fusionLevel the level that the fusion score alone would give
 * @param alertLevel the level after the evidence gate: never above {@code fusionLevel}
 * @param heldBack why {@code alertLevel} is below {@code fusionLevel}; absent when it is not
 * @param priorVersion version of the model: the prior θ that EBGM was computed with, and the
 *     population of pairs that {@code standing} refers to
 * @param configVersion version of the weights and thresholds
 * @param asOf the date that "recent" is relative to
 */
public record ScoredSignal(
    String drug,
    String event,
    @Nullable ContingencyTable table,
    @Nullable Double expected,
    @Nullable Measures measures,
    List<RuleVerdict> rules,
    @Nullable StratifiedMeasures stratified,
    @Nullable TemporalMeasures temporal,
    @Nullable CausalityMeasures causality,
    @Nullable Standing standing,
    double layer0,
    double layer1,
    double layer2,
    Components components,
    double fusionScore,
    AlertLevel fusionLevel,
    AlertLevel alertLevel,
    @Nullable String heldBack,
    CaseSummary cases,
    String priorVersion,
    String configVersion,
    LocalDate asOf,
    Instant scoredAt) {

  /** The pair that was scored. */
  public Pair pair() {
    return new Pair(drug, event);
  }
}
