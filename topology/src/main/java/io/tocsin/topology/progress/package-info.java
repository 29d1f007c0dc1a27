/**
 * How far each stage of this process has come, so that someone can wait until nothing is in flight.
 */
@NullMarked
package io.tocsin.topology.progress;

import org.jspecify.annotations.NullMarked;
