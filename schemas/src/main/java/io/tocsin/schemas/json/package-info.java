/** The one configuration of JSON: snake_case, strict types, no NaN, nothing after the end. */
@NullMarked
package io.tocsin.schemas.json;

import org.jspecify.annotations.NullMarked;
