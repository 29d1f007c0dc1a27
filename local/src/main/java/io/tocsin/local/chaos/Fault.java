package io.tocsin.local.chaos;

import java.time.Duration;

/**
 * One fault of a plan.
 *
 * @param afterStep step of the input that it follows
 * @param length of a pause, of an outage, or of a jump of the clock
 * @param settled whether the scorers are first waited for, rather than hit wherever they are
 * @param choice of a victim or a way, where there are several
 */
record Fault(FaultKind kind, int afterStep, Duration length, boolean settled, int choice) {}
