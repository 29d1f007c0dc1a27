package io.tocsin.batch.evaluation;

/**
 * A row that was left out.
 *
 * @param line on which it begins, from 1
 */
public record BadRow(String file, long line, String reason) {}
