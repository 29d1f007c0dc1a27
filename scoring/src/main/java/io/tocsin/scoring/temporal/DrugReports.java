package io.tocsin.scoring.temporal;

/**
 * All reports of a drug by when they were received, counted back from the as-of date's month.
 *
 * @param lastYear in the last 12 calendar months, the current one among them
 * @param yearBefore in the 12 months before these
 * @param earlier in all months before those
 */
public record DrugReports(long lastYear, long yearBefore, long earlier) {}
