/** Reads large flat CSV files as bytes, strictly: a row that is not right is named and left out. */
@NullMarked
package io.tocsin.batch.csv;

import org.jspecify.annotations.NullMarked;
