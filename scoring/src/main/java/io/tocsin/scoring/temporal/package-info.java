/** The course of a pair's reports in time: spikes, changes of level, trends, novelty. */
@NullMarked
package io.tocsin.scoring.temporal;

import org.jspecify.annotations.NullMarked;
