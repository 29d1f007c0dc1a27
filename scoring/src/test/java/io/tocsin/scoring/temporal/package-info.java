/** The course of reports in time, as stories and against second methods. */
@NullMarked
package io.tocsin.scoring.temporal;

import org.jspecify.annotations.NullMarked;
