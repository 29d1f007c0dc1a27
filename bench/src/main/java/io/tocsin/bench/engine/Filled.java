package io.tocsin.bench.engine;

/**
 * Reports that wait on {@code adverse-event-reports}.
 *
 * @param prefix of the topics
 * @param pairs updates that they make
 * @param mentions their drugs, events and pairs and themselves, as the naive topology counts
 * @param bytes of JSON
 */
record Filled(String prefix, long reports, long pairs, long mentions, long bytes) {}
