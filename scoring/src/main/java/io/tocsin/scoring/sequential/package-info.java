/** Sequential tests: the data may be looked at as often as one likes. */
@NullMarked
package io.tocsin.scoring.sequential;

import org.jspecify.annotations.NullMarked;
