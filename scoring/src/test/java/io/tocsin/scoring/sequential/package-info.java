/** Tests of the sequential tests. */
@NullMarked
package io.tocsin.scoring.sequential;

import org.jspecify.annotations.NullMarked;
