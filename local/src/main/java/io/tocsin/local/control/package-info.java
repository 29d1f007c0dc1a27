/** Shows and changes the settings that pairs are scored with, while the scorers run. */
@NullMarked
package io.tocsin.local.control;

import org.jspecify.annotations.NullMarked;
