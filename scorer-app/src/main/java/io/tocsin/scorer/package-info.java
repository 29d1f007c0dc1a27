/** Builds, runs and stops the topology, and shows how it is. */
@NullMarked
package io.tocsin.scorer;

import org.jspecify.annotations.NullMarked;
