/** Where pairs stand among all pairs. */
@NullMarked
package io.tocsin.scoring.standing;

import org.jspecify.annotations.NullMarked;
