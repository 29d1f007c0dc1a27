/** Programs that measure; run one at a time, on an otherwise idle machine. */
@NullMarked
package io.tocsin.bench;

import org.jspecify.annotations.NullMarked;
