/** What a start, a kill and a restart cost, with the programs as processes of their own. */
@NullMarked
package io.tocsin.bench.recovery;

import org.jspecify.annotations.NullMarked;
