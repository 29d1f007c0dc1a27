package io.tocsin.reasoning.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tocsin.reasoning.redis.Redis;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Answers to questions that were asked before. Redis holds them for all instances; this process
 * keeps those it has used or stored, and goes on with them alone when Redis is not to be had. An
 * answer lives for a fixed time from its storing, the same in every place. Thread-safe.
 *
 * <p>An invalidation makes older answers unfindable: in this process and in Redis when {@link
 * #invalidate} returns, in other instances when they hear of it through Redis, within a second
 * ({@link CacheConfig#refresh} and one command). While Redis does not answer, they hear of it only
 * by being told themselves; it reaches Redis when it answers again.
 */
public final class AnswerCache implements AutoCloseable {
  private final @Nullable Redis redis;
  private final @Nullable RedisAnswers shared;
  private final NearAnswers near;
  private final Generations generations;
  private final Ticker ticker;

  private final Tally nearHits = new Tally();
  private final Tally redisHits = new Tally();
  private final LongAdder misses = new LongAdder();
  private final LongAdder stored = new LongAdder();

  private AnswerCache(@Nullable Redis redis, CacheConfig config, Ticker ticker) {
    this.redis = redis;
    this.shared = redis == null ? null : new RedisAnswers(redis, config.ttl());
    this.near = new NearAnswers(config.nearBytes(), config.ttl(), ticker);
    this.generations = Generations.open(redis, config.refresh());
    this.ticker = ticker;
  }

  /**
   * Opens the cache and asks Redis for earlier invalidations.
   *
   * @param redis absent when there is none; stays open when the cache is closed
   */
  public static AnswerCache open(@Nullable Redis redis, CacheConfig config) {
    return open(redis, config, Ticker.systemTicker());
  }

  static AnswerCache open(@Nullable Redis redis, CacheConfig config, Ticker ticker) {
    return new AnswerCache(redis, config, ticker);
  }

  /**
   * The key under which an answer to the question can be found and stored. Make it when the
   * question is asked: what is stored under it after an invalidation is not kept.
   */
  public CacheKey key(AnswerKey question) {
    return generations.key(question);
  }

  /** The answer, if there is one that no invalidation known here is later than. */
  public Optional<CachedAnswer> find(CacheKey key) {
    Optional<CachedAnswer> found = findAgain(key);
    if (found.isEmpty()) {
      misses.increment();
    }
    return found;
  }

  /** Looks again for an answer that was missed before, without counting another miss. */
  public Optional<CachedAnswer> findAgain(CacheKey key) {
    String id = key(key.question()).id();
    CachedAnswer answer = near.find(id);
    if (answer != null) {
      nearHits.hit(answer);
      return Optional.of(answer);
    }
    return shared == null ? Optional.empty() : findShared(shared, id);
  }

  /**
   * Keeps an answer, here at once and in Redis without waiting; not one whose question was asked
   * before an invalidation. Give it only what was validated: nothing is checked here.
   */
  public void store(CacheKey key, CachedAnswer answer) {
    if (!key(key.question()).equals(key)) {
      return;
    }
    near.store(key.id(), answer);
    if (shared != null) {
      shared.store(key.id(), answer);
    }
    stored.increment();
  }

  /** Makes answers stored until now unfindable; see above for when and where. */
  public void invalidate(Invalidation scope) {
    generations.advance(scope);
  }

  /** What was done since it was opened, and what is held. */
  public CacheStats stats() {
    return new CacheStats(
        nearHits.now(),
        redisHits.now(),
        misses.sum(),
        stored.sum(),
        near.entries(),
        near.bytes(),
        generations.total(),
        redis == null ? null : redis.trouble());
  }

  @Override
  public void close() {
    generations.close();
  }

  /** Keeps what it finds here too, for what is left of its life since before it was asked for. */
  private Optional<CachedAnswer> findShared(RedisAnswers shared, String id) {
    long asked = ticker.read();
    Optional<RedisAnswers.Found> found = shared.find(id);
    found.ifPresent(
        hit -> {
          redisHits.hit(hit.answer());
          Duration left = hit.left().minusNanos(ticker.read() - asked);
          if (left.isPositive()) {
            near.copy(id, hit.answer(), left);
          }
        });
    return found.map(RedisAnswers.Found::answer);
  }
}
