/** Rules about the code of every module; breaking one fails the build. */
@NullMarked
package io.tocsin.quality;

import org.jspecify.annotations.NullMarked;
