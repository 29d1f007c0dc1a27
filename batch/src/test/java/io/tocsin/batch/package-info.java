/** Files that tests make up, and what is known of real ones. */
@NullMarked
package io.tocsin.batch;

import org.jspecify.annotations.NullMarked;
