/**
 * The messages between intake and counting: many reports' changes, framed for the partition that
 * counts their drugs.
 */
@NullMarked
package io.tocsin.topology.frames;

import org.jspecify.annotations.NullMarked;
