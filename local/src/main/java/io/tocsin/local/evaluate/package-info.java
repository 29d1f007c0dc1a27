/** Holds the scores of an output against a reference set, without Kafka. */
@NullMarked
package io.tocsin.local.evaluate;

import org.jspecify.annotations.NullMarked;
