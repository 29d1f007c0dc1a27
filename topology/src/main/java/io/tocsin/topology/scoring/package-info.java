/** Scores what has changed, at most once per interval. */
@NullMarked
package io.tocsin.topology.scoring;

import org.jspecify.annotations.NullMarked;
