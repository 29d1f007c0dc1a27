package io.tocsin.reasoning.limits;

import io.tocsin.reasoning.redis.Redis;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes the limiter that a configuration asks for. */
public final class RateLimiters {
  private RateLimiters() {}

  /**
   * A limiter that counts all instances together when there is a Redis, else one that gives this
   * instance its part. Redis stays open when it is closed.
   *
   * @param load of the provider, in [0, 1], as {@link ProviderLoad#load}; not asked when the
   *     configuration is not adaptive
   */
  public static RateLimiter of(LimitsConfig config, @Nullable Redis redis, DoubleSupplier load) {
    LongSupplier millis = steadyMillis(Clock.systemUTC());
    DoubleSupplier share = config.adaptive() ? new AdaptiveShare(load, millis) : () -> 1;
    if (redis == null) {
      return LocalLimiter.alone(config, millis, share);
    }
    SharedLimiter limiter =
        new SharedLimiter(
            config,
            new RedisUsage(redis, config.tenant()),
            Long.toUnsignedString(UUID.randomUUID().getMostSignificantBits(), Character.MAX_RADIX),
            millis,
            share);
    limiter.start();
    return limiter;
  }

  /** Milliseconds since 1970 as a clock says now, and from then on without that clock's steps. */
  static LongSupplier steadyMillis(Clock clock) {
    long start = clock.millis();
    long begun = System.nanoTime();
    return () -> start + Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }
}
