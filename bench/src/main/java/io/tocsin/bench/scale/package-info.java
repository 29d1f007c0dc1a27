/** What several instances, and larger inputs, cost. */
@NullMarked
package io.tocsin.bench.scale;

import org.jspecify.annotations.NullMarked;
