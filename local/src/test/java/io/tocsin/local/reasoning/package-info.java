/** Stories of the reasoning application on a real broker, and one that is killed. */
@NullMarked
package io.tocsin.local.reasoning;

import org.jspecify.annotations.NullMarked;
