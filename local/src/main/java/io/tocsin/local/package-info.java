/** The command line: one verb per task. */
@NullMarked
package io.tocsin.local;

import org.jspecify.annotations.NullMarked;
