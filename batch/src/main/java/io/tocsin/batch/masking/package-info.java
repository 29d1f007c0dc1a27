/** Finds, among all drugs of a file, those that mask pairs. */
@NullMarked
package io.tocsin.batch.masking;

import org.jspecify.annotations.NullMarked;
