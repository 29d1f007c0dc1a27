/** Scores requests from a file, without Kafka. */
@NullMarked
package io.tocsin.local.score;

import org.jspecify.annotations.NullMarked;
