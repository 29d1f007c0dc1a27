package io.tocsin.reasoning.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.SetArgs;
import io.tocsin.reasoning.redis.Redis;
import io.tocsin.reasoning.redis.RedisUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was paid for, by reasoning id, so that an alert that comes again after a crash is not paid
 * for again. Record before the detection is published and before {@link SingleFlight} lets the next
 * caller in. Thread-safe.
 *
 * <p>It holds as far as Redis does. Recording does not wait for Redis: a process that is killed in
 * the same moment, a Redis that does not answer then or forgets later, and a ledger without Redis
 * lose the entry to other processes, which then ask and pay again. This process alone still knows
 * it, until it ends or its room is needed.
 */
public final class Ledger {
  private final @Nullable Redis redis;
  private final Duration ttl;
  private final Cache<String, String> near;

  /**
   * @param redis absent when there is none
   */
  public Ledger(@Nullable Redis redis, CacheConfig config) {
    this.redis = redis;
    this.ttl = config.ledgerTtl();
    this.near =
        Caffeine.newBuilder()
            .maximumWeight(config.ledgerBytes())
            .weigher(Heap::bytes)
            .expireAfterWrite(ttl)
            .build();
  }

  /** What was recorded under a reasoning id; empty also when Redis does not say. */
  public Optional<String> find(String reasoningId) {
    String entry = near.getIfPresent(reasoningId);
    return entry != null || redis == null
        ? Optional.ofNullable(entry)
        : findShared(redis, reasoningId);
  }

  /**
   * Records a finished, paid answer: here at once, on its way to Redis before whatever is sent
   * there next.
   *
   * @param entry JSON, of any shape
   */
  public void record(String reasoningId, String entry) {
    near.put(reasoningId, entry);
    if (redis != null) {
      byte[] value = entry.getBytes(StandardCharsets.UTF_8);
      String place = place(redis, reasoningId);
      redis.send(commands -> commands.set(place, value, SetArgs.Builder.px(ttl)));
    }
  }

  private static Optional<String> findShared(Redis redis, String reasoningId) {
    String place = place(redis, reasoningId);
    try {
      return redis
          .call(commands -> commands.get(place).thenApply(Optional::ofNullable))
          .map(value -> new String(value, StandardCharsets.UTF_8));
    } catch (RedisUnavailableException e) {
      return Optional.empty();
    }
  }

  private static String place(Redis redis, String reasoningId) {
    return redis.key("ledger", reasoningId);
  }
}
