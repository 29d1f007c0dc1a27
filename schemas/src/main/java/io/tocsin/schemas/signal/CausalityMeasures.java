package io.tocsin.schemas.signal;

import java.util.Map;

/**
 * The causality assessments of a pair's cases, which rest on case facts only, never on counts.
 *
 * @param score of the case that speaks most for causality, in [0, 0.98]
 * @param byCategory assessed reports by category of the WHO-UMC system; none is 0
 * @param byNaranjoClass assessed reports by class of Naranjo et al. (1981); none is 0
 */
public record CausalityMeasures(
    double score,
    Map<CausalityCategory, Long> byCategory,
    Map<NaranjoClass, Long> byNaranjoClass) {}
