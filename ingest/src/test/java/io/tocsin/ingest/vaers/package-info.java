/** Tests of the VAERS reader, on invented rows and, when asked for, on the release itself. */
@NullMarked
package io.tocsin.ingest.vaers;

import org.jspecify.annotations.NullMarked;
