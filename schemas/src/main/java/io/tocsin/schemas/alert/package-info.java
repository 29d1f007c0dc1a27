/** Changes of a pair's alert level, as published to the alert topics. */
@NullMarked
package io.tocsin.schemas.alert;

import org.jspecify.annotations.NullMarked;
