/** The comparison: the counts and measures as one would first write them with the streams DSL. */
@NullMarked
package io.tocsin.bench.naive;

import org.jspecify.annotations.NullMarked;
