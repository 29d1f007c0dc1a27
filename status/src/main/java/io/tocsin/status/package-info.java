/** What a running program shows of itself over HTTP: whether it lives, is ready and is well. */
@NullMarked
package io.tocsin.status;

import org.jspecify.annotations.NullMarked;
