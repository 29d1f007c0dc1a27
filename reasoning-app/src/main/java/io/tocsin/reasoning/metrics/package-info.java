/** What the reasoning application counts. */
@NullMarked
package io.tocsin.reasoning.metrics;

import org.jspecify.annotations.NullMarked;
