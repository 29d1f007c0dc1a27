package io.tocsin.reasoning.cache;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the cache did since it was opened, and what it holds. Every lookup is a hit of one tier or a
 * miss.
 *
 * @param near answers from this process
 * @param redis answers from Redis
 * @param misses lookups without an answer
 * @param stored answers
 * @param entries answers that this process holds, invalidated ones too until they make room
 * @param bytes of heap that they are reckoned to take, at most
 * @param generation grows with every invalidation
 * @param trouble why Redis is not used; absent when it is, or none is configured
 */
public record CacheStats(
    Tier near,
    Tier redis,
    long misses,
    long stored,
    long entries,
    long bytes,
    long generation,
    @Nullable String trouble) {

  /** What would have been paid without the cache, in US dollars. */
  public BigDecimal savedUsd() {
    return near.savedUsd.add(redis.savedUsd);
  }

  /**
   * One place that answers come from.
   *
   * @param savedUsd what its hits would have cost
   */
  public record Tier(long hits, BigDecimal savedUsd) {}
}
