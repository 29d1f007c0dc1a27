/** What the stream graph tells about itself, without knowing who listens. */
@NullMarked
package io.tocsin.topology.metrics;

import org.jspecify.annotations.NullMarked;
