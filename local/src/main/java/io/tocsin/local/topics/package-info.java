/** Creates the topics of the catalogue, and says what it would change. */
@NullMarked
package io.tocsin.local.topics;

import org.jspecify.annotations.NullMarked;
