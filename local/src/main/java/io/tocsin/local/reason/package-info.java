/** The verbs that ask reasoning: about one alert, its limits and its cache. */
@NullMarked
package io.tocsin.local.reason;

import org.jspecify.annotations.NullMarked;
