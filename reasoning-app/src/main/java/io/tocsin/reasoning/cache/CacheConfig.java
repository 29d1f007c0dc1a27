package io.tocsin.reasoning.cache;

import java.time.Duration;

/**
 * How long and how much is kept.
 *
 * @param ttl life of a cached answer from its storing, however often it is used
 * @param nearBytes heap that cached answers may take in this process
 * @param refresh pause between two looks for invalidations by other instances
 * @param ledgerTtl life of an entry of the ledger from its recording
 * @param ledgerBytes heap that the ledger may take in this process
 * @param lease time after which the call of an instance that died no longer holds up the others;
 *     longer than any pause of a living one
 */
public record CacheConfig(
    Duration ttl,
    long nearBytes,
    Duration refresh,
    Duration ledgerTtl,
    long ledgerBytes,
    Duration lease) {
  /** An hour, a week, 64 MiB each, half a second and ten seconds. */
  public static final CacheConfig DEFAULTS =
      new CacheConfig(
          Duration.ofHours(1),
          64L << 20,
          Duration.ofMillis(500),
          Duration.ofDays(7),
          64L << 20,
          Duration.ofSeconds(10));
}
