/** The verbs that publish reports. */
@NullMarked
package io.tocsin.local.ingest;

import org.jspecify.annotations.NullMarked;
