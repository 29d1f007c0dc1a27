/** Which instance works on which partitions, and which only keep a copy of their tables. */
@NullMarked
package io.tocsin.scorer.assignment;

import org.jspecify.annotations.NullMarked;
