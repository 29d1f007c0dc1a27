package io.tocsin.reasoning.call;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Waits between tries: exponential with full jitter, and never shorter than the provider asked for.
 * For one question.
 */
final class Backoff {
  private final RandomGenerator random;
  private final long maxMillis;
  private long bound;

  Backoff(CallConfig config, RandomGenerator random) {
    this.random = random;
    this.maxMillis = config.backoffMax().toMillis();
    this.bound = config.backoffBase().toMillis();
  }

  Duration next(@Nullable Duration asked) {
    Duration own = Duration.ofMillis(random.nextLong(bound + 1));
    bound = Math.min(2 * bound, maxMillis);
    return asked != null && asked.compareTo(own) > 0 ? asked : own;
  }
}
