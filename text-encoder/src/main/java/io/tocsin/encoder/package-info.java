/** A sentence encoder that runs inside the process and needs no network. */
@NullMarked
package io.tocsin.encoder;

import org.jspecify.annotations.NullMarked;
