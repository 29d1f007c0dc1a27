/** How ids and fingerprints are made. */
@NullMarked
package io.tocsin.schemas.digest;

import org.jspecify.annotations.NullMarked;
