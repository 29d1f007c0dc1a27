/** Takes the work of a scorer that is gone: at once, rather than when its time runs out. */
@NullMarked
package io.tocsin.scorer.takeover;

import org.jspecify.annotations.NullMarked;
