/** The gamma functions against second methods and known values. */
@NullMarked
package io.tocsin.scoring.gamma;

import org.jspecify.annotations.NullMarked;
