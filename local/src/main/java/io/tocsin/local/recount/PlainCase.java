package io.tocsin.local.recount;

import io.tocsin.scoring.causality.CaseFacts;
import org.jspecify.annotations.Nullable;

/** One report of a pair, and what it says of causality. */
record PlainCase(PlainReport report, @Nullable CaseFacts facts) {}
