/**
 * What all pairs together say: gathered from the partitions, fitted in one place, broadcast to all.
 */
@NullMarked
package io.tocsin.topology.model;

import org.jspecify.annotations.NullMarked;
