/** Checks an assessment against the facts it cites. */
@NullMarked
package io.tocsin.reasoning.grounding;

import org.jspecify.annotations.NullMarked;
