/** From an alert to a detection, and the places of what a language model will need. */
@NullMarked
package io.tocsin.reasoning.assessment;

import org.jspecify.annotations.NullMarked;
