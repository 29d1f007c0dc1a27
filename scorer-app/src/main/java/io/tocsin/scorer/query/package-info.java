/** Answers questions about single pairs, on whichever instance they are asked. */
@NullMarked
package io.tocsin.scorer.query;

import org.jspecify.annotations.NullMarked;
