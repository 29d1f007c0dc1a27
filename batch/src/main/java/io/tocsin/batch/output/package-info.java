/** Writes analysed pairs to files. */
@NullMarked
package io.tocsin.batch.output;

import org.jspecify.annotations.NullMarked;
