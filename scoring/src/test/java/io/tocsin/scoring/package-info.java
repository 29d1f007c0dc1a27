/** Scoring against golden figures and second methods. */
@NullMarked
package io.tocsin.scoring;

import org.jspecify.annotations.NullMarked;
