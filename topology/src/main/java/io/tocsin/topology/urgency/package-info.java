/** In which order pairs are scored. */
@NullMarked
package io.tocsin.topology.urgency;

import org.jspecify.annotations.NullMarked;
