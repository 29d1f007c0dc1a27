/**
 * The prior θ of the gamma–Poisson shrinker, fitted to all pairs together: squashed tables of the
 * pairs, the two likelihoods, the fit, and what a new θ would change.
 */
@NullMarked
package io.tocsin.scoring.prior;

import org.jspecify.annotations.NullMarked;
