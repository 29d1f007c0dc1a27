/** How log lines look: JSON for machines, text for people. */
@NullMarked
package io.tocsin.status.logs;

import org.jspecify.annotations.NullMarked;
