/** Single cases and what they say of causality, told as stories. */
@NullMarked
package io.tocsin.scoring.causality;

import org.jspecify.annotations.NullMarked;
