package io.tocsin.batch.counting;

/**
 * What a file held.
 *
 * @param rows that were right
 * @param repeatedRows of these, how many said again what another row of the same report had said
 * @param reportsInManyStrata reports whose rows do not agree on the stratum: the first row decides
 */
public record FileTally(long rows, long repeatedRows, long reportsInManyStrata) {}
