/** The fit of the prior against the reference implementation, second methods and simulations. */
@NullMarked
package io.tocsin.scoring.prior;

import org.jspecify.annotations.NullMarked;
