/** Reader of the public VAERS release (CDC and FDA): DATA, VAX and SYMPTOMS files per year. */
@NullMarked
package io.tocsin.ingest.vaers;

import org.jspecify.annotations.NullMarked;
