package io.tocsin.reasoning.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Answers in this process, bounded by what they take; each has a life of its own. */
final class NearAnswers {
  private final Cache<String, CachedAnswer> answers;
  private final Policy.VarExpiration<String, CachedAnswer> lives;
  private final Policy.Eviction<String, CachedAnswer> bound;

  NearAnswers(long bytes, Duration ttl, Ticker ticker) {
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((String id, CachedAnswer answer) -> Heap.bytes(id, answer.answer()))
            .expireAfter(Expiry.writing((String _, CachedAnswer _) -> ttl))
            .ticker(ticker)
            .build();
    this.lives = answers.policy().expireVariably().orElseThrow();
    this.bound = answers.policy().eviction().orElseThrow();
  }

  @Nullable CachedAnswer find(String id) {
    return answers.getIfPresent(id);
  }

  /** Keeps an answer for its whole life. */
  void store(String id, CachedAnswer answer) {
    answers.put(id, answer);
  }

  /** Keeps an answer that has lived elsewhere for what is left of its life. */
  void copy(String id, CachedAnswer answer, Duration left) {
    CachedAnswer _ = lives.put(id, answer, left);
  }

  long entries() {
    answers.cleanUp();
    return answers.estimatedSize();
  }

  long bytes() {
    answers.cleanUp();
    return bound.weightedSize().orElseThrow();
  }
}
