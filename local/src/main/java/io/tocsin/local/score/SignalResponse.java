package io.tocsin.local.score;

import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.Components;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.SignalObservation;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request, in the shape that callers of the original service know.
 *
 * @param drug as the request named it
 * @param event as the request named it
 * @param fusionScore in [0, 1]
 * @param quantumScoreLayer1 single-source heuristic, 0 or more; nothing quantum about it
 * @param quantumScoreLayer2 many-sources heuristic, in [0, 1]
 * @param alertLevel after the evidence gate
 * @param heldBack why {@code alertLevel} is below what the fusion score alone would give
 * @param quantumRank place among the requests by fusion score, from 1; absent for a single request
 * @param classicalRank place among the requests by count, from 1; absent for a single request
 * @param percentile 100 for the highest fusion score, then falling by 100/n
 * @param bayesian absent when the request brought no contingency table
 */
record SignalResponse(
    String drug,
    String event,
    long count,
    double fusionScore,
    double quantumScoreLayer1,
    double quantumScoreLayer2,
    AlertLevel alertLevel,
    @Nullable String heldBack,
    @Nullable Integer quantumRank,
    @Nullable Integer classicalRank,
    @Nullable Double percentile,
    Components components,
    @Nullable Bayesian bayesian) {

  /** Shrinkage of the pair's count towards what is expected. */
  record Bayesian(
      @Nullable Double ebgm,
      @Nullable Double eb05,
      @Nullable Double eb95,
      @Nullable Double ic,
      @Nullable Double ic025,
      @Nullable Double ic975,
      String priorVersion) {

    static @Nullable Bayesian of(@Nullable Measures measures, String priorVersion) {
      return measures == null
          ? null
          : new Bayesian(
              measures.ebgm().value(),
              measures.ebgm().lower(),
              measures.ebgm().upper(),
              measures.ic().value(),
              measures.ic().lower(),
              measures.ic().upper(),
              priorVersion);
    }
  }

  static SignalResponse of(SignalObservation request, ScoredSignal signal) {
    return new SignalResponse(
        request.drug(),
        request.event(),
        request.count(),
        signal.fusionScore(),
        signal.layer1(),
        signal.layer2(),
        signal.alertLevel(),
        signal.heldBack(),
        null,
        null,
        null,
        signal.components(),
        Bayesian.of(signal.measures(), signal.priorVersion()));
  }

  SignalResponse ranked(int byFusionScore, int byCount, int among) {
    return new SignalResponse(
        drug,
        event,
        count,
        fusionScore,
        quantumScoreLayer1,
        quantumScoreLayer2,
        alertLevel,
        heldBack,
        byFusionScore,
        byCount,
        100 * (1 - (byFusionScore - 1) / (double) among),
        components,
        bayesian);
  }
}
