package io.tocsin.schemas.signal;

/**
 * Where a pair stands among all pairs, as of the model its score names.
 *
 * @param significant whether its p is within the Benjamini–Hochberg bound of all pairs
 * @param percentile share of the pairs whose fusion score is not above this one, in [0, 100]
 * @param rank 1 for the highest fusion score
 * @param pairs that are ranked
 */
public record Standing(boolean significant, double percentile, long rank, long pairs) {}
