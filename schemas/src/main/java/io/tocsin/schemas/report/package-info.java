/** Adverse-event reports: what producers publish, and its strict reader. */
@NullMarked
package io.tocsin.schemas.report;

import org.jspecify.annotations.NullMarked;
