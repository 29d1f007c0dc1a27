package io.tocsin.batch.masking;

import io.tocsin.scoring.masking.Overlap;

/**
 * A drug whose reports hide a pair.
 *
 * @param drug its number
 * @param overlap its reports beside the pair's
 * @param gain by how much the IC rises without it, in bits, above 0
 */
public record Masker(int drug, Overlap overlap, double gain) {}
