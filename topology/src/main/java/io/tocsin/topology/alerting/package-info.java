/** Rings when a pair's level changes. */
@NullMarked
package io.tocsin.topology.alerting;

import org.jspecify.annotations.NullMarked;
