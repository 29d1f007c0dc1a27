/** How many calls, tokens and dollars may be used: over all instances, never more. */
@NullMarked
package io.tocsin.reasoning.limits;

import org.jspecify.annotations.NullMarked;
