/** What settings are made of and must satisfy. */
@NullMarked
package io.tocsin.scoring.check;

import org.jspecify.annotations.NullMarked;
