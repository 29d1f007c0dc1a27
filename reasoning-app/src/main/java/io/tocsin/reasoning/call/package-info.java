/** The one way to the provider: retry outside, then the limits, the breaker and the time limit. */
@NullMarked
package io.tocsin.reasoning.call;

import org.jspecify.annotations.NullMarked;
