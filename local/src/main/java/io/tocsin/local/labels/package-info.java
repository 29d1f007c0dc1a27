/** Publishes what product labels list. */
@NullMarked
package io.tocsin.local.labels;

import org.jspecify.annotations.NullMarked;
