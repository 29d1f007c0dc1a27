/** What the process may take of the machine's memory, and a warning before it is used up. */
@NullMarked
package io.tocsin.scorer.memory;

import org.jspecify.annotations.NullMarked;
