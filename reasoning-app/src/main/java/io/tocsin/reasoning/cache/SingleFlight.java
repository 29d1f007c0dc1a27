package io.tocsin.reasoning.cache;

import io.tocsin.reasoning.redis.Redis;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call at a time for one key, over all threads and, with Redis, over all instances; everyone
 * else waits for its result. Thread-safe.
 *
 * <p>A failure is the failure of the caller that made the call alone: the next of those who wait
 * makes a call of its own. So one failure never fails them all, and they never call all at once; a
 * provider that is down is asked by one after the other until each has failed or waited too long.
 *
 * <p>Across instances it holds as far as Redis does. While Redis does not answer, each instance
 * makes its own call. An instance that is killed holds the others up until its lease ends; one that
 * stands still for longer than its lease may find that another has made the call too.
 */
public final class SingleFlight<T> {
  private static final long SHORTEST_PAUSE_MS = 20;
  private static final long LONGEST_PAUSE_MS = 50;

  private final @Nullable Redis redis;
  private final Duration lease;
  private final ConcurrentMap<String, CompletableFuture<Optional<T>>> flights =
      new ConcurrentHashMap<>();

  /**
   * @param redis absent when there is none
   */
  public SingleFlight(@Nullable Redis redis, CacheConfig config) {
    this.redis = redis;
    this.lease = config.lease();
  }

  /** What is to be done only once. */
  @FunctionalInterface
  public interface Call<T, X extends Exception> {
    /** Gets the result and, where it shall not be got again, stores it before it returns. */
    T make() throws X, InterruptedException;
  }

  /**
   * Makes the call, or waits for the result of another that is under way.
   *
   * @param key the same for the same call
   * @param patience how long to wait for others; the call itself has no bound here
   * @param lookup finds what an earlier call stored; asked again before every call
   * @throws X what the call threw, made by this caller
   * @throws TimeoutException when others took longer
   * @throws InterruptedException when this thread was, waiting or in the call
   */
  public <X extends Exception> T run(
      String key, Duration patience, Supplier<Optional<T>> lookup, Call<T, X> call)
      throws X, InterruptedException, TimeoutException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      CompletableFuture<Optional<T>> mine = new CompletableFuture<>();
      CompletableFuture<Optional<T>> others = flights.putIfAbsent(key, mine);
      if (others == null) {
        return lead(key, mine, end, lookup, call);
      }
      Optional<T> result = await(others, end);
      if (result.isPresent()) {
        return result.get();
      }
    }
  }

  /** Tells those who wait here the result, or that the next one may try. */
  private <X extends Exception> T lead(
      String key,
      CompletableFuture<Optional<T>> mine,
      long end,
      Supplier<Optional<T>> lookup,
      Call<T, X> call)
      throws X, InterruptedException, TimeoutException {
    Optional<T> result = Optional.empty();
    try {
      T made =
          redis == null
              ? lookupOrCall(lookup, call)
              : leadAll(redis, redis.key("lease", key), end, lookup, call);
      result = Optional.of(made);
      return made;
    } finally {
      flights.remove(key, mine);
      mine.complete(result);
    }
  }

  private <X extends Exception> T leadAll(
      Redis redis, String place, long end, Supplier<Optional<T>> lookup, Call<T, X> call)
      throws X, InterruptedException, TimeoutException {
    while (true) {
      Lease.Request request = Lease.request(redis, place, lease);
      Optional<T> found = lookup.get();
      try (Lease taken = request.await()) {
        if (found.isPresent()) {
          return found.get();
        }
        if (taken != null) {
          return call.make();
        }
      }
      pause(end);
    }
  }

  private static <T, X extends Exception> T lookupOrCall(
      Supplier<Optional<T>> lookup, Call<T, X> call) throws X, InterruptedException {
    Optional<T> found = lookup.get();
    return found.isPresent() ? found.get() : call.make();
  }

  private static <T> Optional<T> await(CompletableFuture<Optional<T>> flight, long end)
      throws InterruptedException, TimeoutException {
    try {
      return flight.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a flight ends with or without a result", e);
    }
  }

  private static void pause(long end) throws InterruptedException, TimeoutException {
    if (System.nanoTime() - end >= 0) {
      throw new TimeoutException("another instance's call takes longer than this one waits");
    }
    Thread.sleep(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS + 1));
  }
}
