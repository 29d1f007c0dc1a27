/** Counts by stratum, and what is expected from them. */
@NullMarked
package io.tocsin.scoring.strata;

import org.jspecify.annotations.NullMarked;
