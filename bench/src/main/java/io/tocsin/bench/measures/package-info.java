/** Microbenchmarks of the measures of one pair: {@code bench/run jmh}. */
@NullMarked
package io.tocsin.bench.measures;

import org.jspecify.annotations.NullMarked;
