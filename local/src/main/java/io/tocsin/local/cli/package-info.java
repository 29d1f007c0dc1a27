/** What the verbs of the command line share. */
@NullMarked
package io.tocsin.local.cli;

import org.jspecify.annotations.NullMarked;
