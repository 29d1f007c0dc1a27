package io.tocsin.reasoning.cache;

import java.time.Duration;

/** The defaults but for one setting. */
final class Configs {
  private static final CacheConfig DEFAULTS = CacheConfig.DEFAULTS;

  private Configs() {}

  static CacheConfig bounded(long bytes) {
    return new CacheConfig(
        DEFAULTS.ttl(), bytes, DEFAULTS.refresh(), DEFAULTS.ledgerTtl(), bytes, DEFAULTS.lease());
  }

  static CacheConfig refreshedEvery(Duration pause) {
    return new CacheConfig(
        DEFAULTS.ttl(),
        DEFAULTS.nearBytes(),
        pause,
        DEFAULTS.ledgerTtl(),
        DEFAULTS.ledgerBytes(),
        DEFAULTS.lease());
  }

  static CacheConfig leasedFor(Duration term) {
    return new CacheConfig(
        DEFAULTS.ttl(),
        DEFAULTS.nearBytes(),
        DEFAULTS.refresh(),
        DEFAULTS.ledgerTtl(),
        DEFAULTS.ledgerBytes(),
        term);
  }
}
