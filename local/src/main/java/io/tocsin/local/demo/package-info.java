/** The whole system in one process: broker, scorer, reasoning and a replay of the past. */
@NullMarked
package io.tocsin.local.demo;

import org.jspecify.annotations.NullMarked;
