/**
 * Reads reports and ready-made signals, refuses the bad, drops the repeated, and says what each
 * report changes.
 */
@NullMarked
package io.tocsin.topology.intake;

import org.jspecify.annotations.NullMarked;
