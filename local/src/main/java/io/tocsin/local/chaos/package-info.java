/** Injects faults into brokers and scorers that run, and checks that every count stays exact. */
@NullMarked
package io.tocsin.local.chaos;

import org.jspecify.annotations.NullMarked;
