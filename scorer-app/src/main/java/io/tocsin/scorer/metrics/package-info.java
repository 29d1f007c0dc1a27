/** What the scorer tells Prometheus: its own counts, and the few client metrics worth keeping. */
@NullMarked
package io.tocsin.scorer.metrics;

import org.jspecify.annotations.NullMarked;
