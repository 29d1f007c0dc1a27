package io.tocsin.reasoning.cache;

import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Counts the hits of one tier and the money they saved. Thread-safe. */
final class Tally {
  private final LongAdder hits = new LongAdder();
  private final AtomicReference<BigDecimal> savedUsd = new AtomicReference<>(BigDecimal.ZERO);

  void hit(CachedAnswer answer) {
    hits.increment();
    savedUsd.accumulateAndGet(answer.usage().costUsd(), BigDecimal::add);
  }

  CacheStats.Tier now() {
    return new CacheStats.Tier(hits.sum(), savedUsd.get());
  }
}
