/** The rules engine: facts of an alert in, a structured assessment out; pure and deterministic. */
@NullMarked
package io.tocsin.reasoning.rules;

import org.jspecify.annotations.NullMarked;
