/** The built-in replay: synthetic reports whose counts are those of VAERS for 1998 and 1999. */
@NullMarked
package io.tocsin.ingest.replay;

import org.jspecify.annotations.NullMarked;
