/** Tests of feeds, order and publishing. */
@NullMarked
package io.tocsin.ingest;

import org.jspecify.annotations.NullMarked;
