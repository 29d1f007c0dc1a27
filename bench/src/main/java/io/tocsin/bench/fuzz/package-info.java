/** Records that are nearly right, and what must hold whatever they say. */
@NullMarked
package io.tocsin.bench.fuzz;

import org.jspecify.annotations.NullMarked;
