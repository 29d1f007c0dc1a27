package io.tocsin.reasoning.redis;

import java.time.Duration;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is.
 *
 * @param url such as {@code redis://localhost:6379/0}, which may hold a password; absent when there
 *     is none, so that every instance is on its own
 * @param timeout after which a command has failed
 * @param namespace put before every key
 */
public record RedisConfig(@Nullable Password url, Duration timeout, String namespace) {
  /** No Redis. */
  public static final RedisConfig NONE = new RedisConfig(null, Duration.ofMillis(200), "tocsin");

  /** Redis at an address, with the defaults. */
  public static RedisConfig at(String url) {
    return new RedisConfig(new Password(url), NONE.timeout, NONE.namespace);
  }
}
