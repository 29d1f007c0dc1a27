/** Recounts all reports in a batch and compares with the tables that the stream keeps. */
@NullMarked
package io.tocsin.local.recount;

import org.jspecify.annotations.NullMarked;
