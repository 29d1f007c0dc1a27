/** Programs of Tocsin as processes of their own, which can be paused, killed and started again. */
@NullMarked
package io.tocsin.local.process;

import org.jspecify.annotations.NullMarked;
