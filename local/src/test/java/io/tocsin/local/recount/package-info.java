/** Tests of the recount. */
@NullMarked
package io.tocsin.local.recount;

import org.jspecify.annotations.NullMarked;
