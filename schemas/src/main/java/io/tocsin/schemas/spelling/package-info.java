/** What a person meant who misspelt a name. */
@NullMarked
package io.tocsin.schemas.spelling;

import org.jspecify.annotations.NullMarked;
