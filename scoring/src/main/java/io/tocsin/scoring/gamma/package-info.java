/** The gamma function, its logarithmic derivative, and the gamma distribution. */
@NullMarked
package io.tocsin.scoring.gamma;

import org.jspecify.annotations.NullMarked;
