/** Servers for tests, benchmarks and demonstrations only. */
@NullMarked
package io.tocsin.servers;

import org.jspecify.annotations.NullMarked;
