package io.tocsin.batch.csv;

/**
 * A row that was left out.
 *
 * @param line on which it begins, from 1
 * @param reason what is wrong with it
 */
public record BadRow(long line, String reason) {}
