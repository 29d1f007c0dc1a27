/** Drug–event pairs: ready-made observations, contingency tables, scored signals, alert levels. */
@NullMarked
package io.tocsin.schemas.signal;

import org.jspecify.annotations.NullMarked;
