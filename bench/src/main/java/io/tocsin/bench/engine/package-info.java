/** The engine beside its ceiling and its floor: rates, latency, memory, and where the CPU goes. */
@NullMarked
package io.tocsin.bench.engine;

import org.jspecify.annotations.NullMarked;
