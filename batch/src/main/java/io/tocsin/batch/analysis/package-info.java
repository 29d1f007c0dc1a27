/** All measures of all pairs of a file, with the same arithmetic as the stream. */
@NullMarked
package io.tocsin.batch.analysis;

import org.jspecify.annotations.NullMarked;
