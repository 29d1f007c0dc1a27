/** Takes in what operators set, refuses what cannot hold, and answers which settings do. */
@NullMarked
package io.tocsin.topology.control;

import org.jspecify.annotations.NullMarked;
