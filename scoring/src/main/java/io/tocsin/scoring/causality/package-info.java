/** How likely a single case says that the drug caused the event, and what a pair's cases say. */
@NullMarked
package io.tocsin.scoring.causality;

import org.jspecify.annotations.NullMarked;
