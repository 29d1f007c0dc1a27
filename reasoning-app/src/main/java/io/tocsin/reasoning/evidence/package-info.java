/** All that an assessment may rest on, gathered from sources that may be slow, down or wrong. */
@NullMarked
package io.tocsin.reasoning.evidence;

import org.jspecify.annotations.NullMarked;
