package io.tocsin.schemas.signal;

/**
 * Reports by the days that passed from the start of the drug to the onset of the event; the day of
 * the start is day 0.
 */
public record OnsetLatency(
    long within1Day, long within7Days, long within30Days, long within90Days, long later) {}
