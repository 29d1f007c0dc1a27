/** Compacted topics as tables in memory. */
@NullMarked
package io.tocsin.reasoning.follow;

import org.jspecify.annotations.NullMarked;
