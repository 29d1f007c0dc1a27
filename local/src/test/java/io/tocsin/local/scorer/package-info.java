/** Stories of the scorer on a real broker. */
@NullMarked
package io.tocsin.local.scorer;

import org.jspecify.annotations.NullMarked;
