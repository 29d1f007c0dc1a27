/** Pair counts and drug margins, by drug. */
@NullMarked
package io.tocsin.topology.counting;

import org.jspecify.annotations.NullMarked;
