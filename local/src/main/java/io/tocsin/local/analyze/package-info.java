/** Analyses a flat file of reports, without Kafka. */
@NullMarked
package io.tocsin.local.analyze;

import org.jspecify.annotations.NullMarked;
