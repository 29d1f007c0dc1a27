/** Stories of the whole pipeline on a real broker. */
@NullMarked
package io.tocsin.local.pipeline;

import org.jspecify.annotations.NullMarked;
