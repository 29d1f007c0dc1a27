/** Counts reports exactly: from rows of a file to distinct reports, pairs and margins. */
@NullMarked
package io.tocsin.batch.counting;

import org.jspecify.annotations.NullMarked;
