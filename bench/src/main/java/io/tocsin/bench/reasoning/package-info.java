/** What reasoning by a language model adds to the model, in time and in calls. */
@NullMarked
package io.tocsin.bench.reasoning;

import org.jspecify.annotations.NullMarked;
