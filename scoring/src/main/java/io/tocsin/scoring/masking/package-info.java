/** How one drug's reports hide the disproportion of another's. */
@NullMarked
package io.tocsin.scoring.masking;

import org.jspecify.annotations.NullMarked;
