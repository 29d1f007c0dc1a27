package io.tocsin.topology.scoring;

/**
 * All that scores rest on besides a pair's own reports and its drug's.
 *
 * @param margins revision of the event margins
 * @param epoch version of model and configuration in this process
 * @param asOfDay in days since 1970-01-01
 * @param exact whether every difference counts, or only those beyond the tolerance
 */
record Basis(long margins, int epoch, int asOfDay, boolean exact) {}
