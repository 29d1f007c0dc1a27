/**
 * From a pair's counts to its score, as pure functions: no Kafka, no clock, no I/O, safe on any
 * thread. {@link io.tocsin.scoring.Scorer} is the way in.
 */
@NullMarked
package io.tocsin.scoring;

import org.jspecify.annotations.NullMarked;
