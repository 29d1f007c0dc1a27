/** Where adverse-event reports come from: feeds in receipt-date order, and how they are sent. */
@NullMarked
package io.tocsin.ingest;

import org.jspecify.annotations.NullMarked;
