package io.tocsin.topology.scoring;

import java.time.Duration;

/**
 * When the scoring stage does what.
 *
 * @param scoring of pairs whose reports have changed
 * @param sweep of the others
 * @param publication least time between two publications of what a partition's pairs say together
 */
record Schedules(ScoringSchedule scoring, SweepSchedule sweep, Duration publication) {}
