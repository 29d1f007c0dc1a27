/**
 * Answers to questions that differ from an earlier one in nothing that may matter.
 *
 * <p>A sentence encoder calls most templated questions alike, also those about different drugs or
 * with opposite evidence. So it compares free text only, between questions that are equal in
 * everything else.
 */
@NullMarked
package io.tocsin.reasoning.semantic;

import org.jspecify.annotations.NullMarked;
