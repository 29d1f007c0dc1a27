/** A Kafka broker inside this process, for the demo, for tests and for machines without one. */
@NullMarked
package io.tocsin.local.kafka;

import org.jspecify.annotations.NullMarked;
