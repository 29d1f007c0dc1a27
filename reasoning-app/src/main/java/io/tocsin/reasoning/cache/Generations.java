package io.tocsin.reasoning.cache;

import io.tocsin.reasoning.redis.Redis;
import io.tocsin.reasoning.redis.RedisUnavailableException;
import io.tocsin.schemas.signal.Pair;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that only grow: a higher one makes everything under the lower ones unfindable. Instances
 * agree on them through Redis: each takes the higher of every two, so that numbers which Redis lost
 * come back. Thread-safe.
 *
 * <p>One number is for everything; tenants, pairs and prompt versions share the others by their
 * hash codes. So nothing grows with months of invalidations, and at worst one of them makes a few
 * more answers unfindable than it was meant for.
 */
final class Generations implements AutoCloseable {
  private static final int SLOT_BITS = 12;
  private static final int EVERYTHING = 1 << SLOT_BITS;
  private static final int SIZE = EVERYTHING + 1;
  private static final int GOLDEN_RATIO = 0x9E37_79B9;

  private final @Nullable SharedNumbers shared;
  private final AtomicLongArray numbers = new AtomicLongArray(SIZE);
  private final Set<Integer> unshared = ConcurrentHashMap.newKeySet();
  private final ReentrantLock sharing = new ReentrantLock();
  private final Thread refresher;

  private Generations(@Nullable SharedNumbers shared, Duration pause) {
    this.shared = shared;
    this.refresher = Thread.ofVirtual().name("generations").unstarted(() -> refresh(pause));
  }

  /** The numbers of now; others' are looked for until it is closed. */
  static Generations open(@Nullable Redis redis, Duration pause) {
    SharedNumbers shared =
        redis == null ? null : new SharedNumbers(redis, redis.key("generations"));
    Generations generations = new Generations(shared, pause);
    generations.share();
    generations.refresher.start();
    return generations;
  }

  /** The question in the generation of now. */
  CacheKey key(AnswerKey question) {
    String generation =
        number(new Invalidation.All())
            + "."
            + number(new Invalidation.OfTenant(question.tenant()))
            + "."
            + number(new Invalidation.OfPair(question.pair()))
            + "."
            + number(new Invalidation.OfPrompt(question.promptVersion()));
    return new CacheKey(question, generation);
  }

  /** Begins a new generation: here at once, in Redis now or as soon as it answers. */
  void advance(Invalidation scope) {
    int slot = slot(scope);
    numbers.incrementAndGet(slot);
    unshared.add(slot);
    share();
  }

  /** Sum of all numbers. */
  long total() {
    long total = 0;
    for (int slot = 0; slot < SIZE; slot++) {
      total += numbers.get(slot);
    }
    return total;
  }

  @Override
  public void close() {
    refresher.interrupt();
  }

  private void refresh(Duration pause) {
    try {
      while (shared != null) {
        Thread.sleep(pause);
        share();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void share() {
    if (shared != null) {
      sharing.lock();
      try {
        share(shared);
      } finally {
        sharing.unlock();
      }
    }
  }

  private void share(SharedNumbers shared) {
    Set<Integer> advanced = Set.copyOf(unshared);
    unshared.removeAll(advanced);
    try {
      Map<Integer, Long> missing = merge(shared.read(), advanced);
      if (!missing.isEmpty()) {
        shared.raise(missing);
      }
    } catch (RedisUnavailableException e) {
      unshared.addAll(advanced);
    }
  }

  /**
   * Raises the numbers here to theirs, and those that were advanced here beyond theirs, whatever
   * others have advanced them to in the meantime.
   *
   * @return the numbers that are higher here
   */
  private Map<Integer, Long> merge(Map<Integer, Long> theirs, Set<Integer> advanced) {
    Map<Integer, Long> higher = new HashMap<>();
    for (int slot = 0; slot < SIZE; slot++) {
      long their = theirs.getOrDefault(slot, 0L);
      long least = advanced.contains(slot) ? their + 1 : their;
      long ours = numbers.accumulateAndGet(slot, least, Math::max);
      if (ours > their) {
        higher.put(slot, ours);
      }
    }
    return higher;
  }

  private long number(Invalidation scope) {
    return numbers.get(slot(scope));
  }

  private static int slot(Invalidation scope) {
    return switch (scope) {
      case Invalidation.All() -> EVERYTHING;
      case Invalidation.OfTenant(String tenant) -> slot(1, tenant.hashCode());
      case Invalidation.OfPair(Pair pair) ->
          slot(2, 31 * pair.drug().hashCode() + pair.event().hashCode());
      case Invalidation.OfPrompt(String version) -> slot(3, version.hashCode());
    };
  }

  /** The highest bits of a product, which all bits of both have a part in. */
  private static int slot(int kind, int hash) {
    return ((31 * hash + kind) * GOLDEN_RATIO) >>> (Integer.SIZE - SLOT_BITS);
  }
}
