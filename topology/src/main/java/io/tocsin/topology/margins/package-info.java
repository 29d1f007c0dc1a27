/** Event margins and the number of all reports: counted where reports come in, known everywhere. */
@NullMarked
package io.tocsin.topology.margins;

import org.jspecify.annotations.NullMarked;
