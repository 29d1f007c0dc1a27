/** What is known of products beyond reports, published as reference data. */
@NullMarked
package io.tocsin.schemas.reference;

import org.jspecify.annotations.NullMarked;
