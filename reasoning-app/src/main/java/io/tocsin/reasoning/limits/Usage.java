package io.tocsin.reasoning.limits;

import io.tocsin.reasoning.limits.RateLimiter.Decision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was taken from every limit, in memory. Redis keeps the same for all instances together, in
 * {@code limits.lua}. Time never goes back: every method counts from the latest that any was given.
 * Not thread-safe.
 */
final class Usage {
  private final Window minute = new Window(Window.SECOND);
  private final Window hour = new Window(Window.MINUTE);
  private final Window tenant = new Window(Window.MINUTE);
  private final Window tokens = new Window(Window.SECOND);
  private final Map<String, Held> held = new HashMap<>();
  private final long expiry;
  private long now;
  private long dayUsed;
  private long monthUsed;

  /**
   * @param expiry after which a reservation holds no tokens and no money any longer
   */
  Usage(Duration expiry) {
    this.expiry = expiry.toMillis();
  }

  /**
   * Takes what a call is expected to take, or nothing.
   *
   * @param limits at a time
   * @return absent when it was granted
   */
  @Nullable Refused take(long at, String id, Demand demand, LongFunction<Limits> limits) {
    advance(at);
    Rank rank = Rank.of(demand.level());
    long micros = Micros.spent(demand.costUsd());
    Refused refused = refusal(rank, demand.tokens(), micros, limits);
    if (refused == null) {
      minute.add(now, rank, 1);
      hour.add(now, rank, 1);
      tenant.add(now, rank, 1);
      spend(now, rank, demand.tokens(), micros);
      held.put(id, new Held(now, rank, demand.tokens(), micros));
    }
    return refused;
  }

  /** Replaces what a reservation holds; when it expired, what the call took is added now. */
  void settle(long at, String id, Demand taken) {
    advance(at);
    Rank rank = Rank.of(taken.level());
    Held reserved = held.remove(id);
    long since = now;
    if (reserved != null) {
      release(reserved);
      since = reserved.at;
    }
    spend(since, rank, taken.tokens(), Micros.spent(taken.costUsd()));
  }

  /** What is used of the limits. */
  LimitStatus status(long at, Limits limits, @Nullable String trouble, double share) {
    advance(at);
    return new LimitStatus(
        new LimitStatus.Use<>(minute.used(now), limits.minute()),
        new LimitStatus.Use<>(hour.used(now), limits.hour()),
        new LimitStatus.Use<>(tenant.used(now), limits.tenant()),
        new LimitStatus.Use<>(tokens.used(now), limits.tokens()),
        new LimitStatus.Use<>(Micros.usd(dayUsed), Micros.usdOrNone(limits.day())),
        new LimitStatus.Use<>(Micros.usd(monthUsed), Micros.usdOrNone(limits.month())),
        false,
        trouble,
        share,
        Instant.ofEpochMilli(now));
  }

  private void advance(long at) {
    long before = now;
    now = Math.max(now, at);
    if (UtcDate.day(now) != UtcDate.day(before)) {
      dayUsed = 0;
    }
    if (UtcDate.month(now) != UtcDate.month(before)) {
      monthUsed = 0;
    }
    held.values()
        .removeIf(
            reserved -> {
              boolean expired = reserved.at + expiry <= now;
              if (expired) {
                release(reserved);
              }
              return expired;
            });
  }

  private @Nullable Refused refusal(
      Rank rank, long tokensAsked, long micros, LongFunction<Limits> limits) {
    LongestWait longest = new LongestWait();
    longest.consider("minute", wait(minute, rank, 1, limits, Limits::minute));
    longest.consider("hour", wait(hour, rank, 1, limits, Limits::hour));
    longest.consider(
        "tenant", wait(tenant, rank, 1, limits, each -> Limits.orUnbounded(each.tenant())));
    longest.consider("tokens", wait(tokens, rank, tokensAsked, limits, Limits::tokens));
    Limits current = limits.apply(now);
    if (dayUsed + micros > Limits.orUnbounded(current.day())) {
      longest.consider("money", (UtcDate.day(now) + 1) * UtcDate.DAY - now);
    }
    if (monthUsed + micros > Limits.orUnbounded(current.month())) {
      longest.consider("money", UtcDate.nextMonth(now) * UtcDate.DAY - now);
    }
    return longest.refused();
  }

  private long wait(
      Window window,
      Rank rank,
      long amount,
      LongFunction<Limits> limits,
      ToLongFunction<Limits> limit) {
    return window.wait(now, rank, amount, at -> limit.applyAsLong(limits.apply(at)));
  }

  private void release(Held reserved) {
    spend(reserved.at, reserved.rank, -reserved.tokens, -reserved.micros);
  }

  private void spend(long at, Rank rank, long amount, long micros) {
    tokens.add(at, rank, amount);
    if (UtcDate.day(at) == UtcDate.day(now)) {
      dayUsed += micros;
    }
    if (UtcDate.month(at) == UtcDate.month(now)) {
      monthUsed += micros;
    }
  }

  /** What a reservation took, and when. */
  private record Held(long at, Rank rank, long tokens, long micros) {}

  /** The limit that lets the caller wait longest. */
  private static final class LongestWait {
    private @Nullable String limit;
    private long millis;

    void consider(String name, long wait) {
      if (wait > millis) {
        limit = name;
        millis = wait;
      }
    }

    @Nullable Refused refused() {
      return limit == null ? null : new Refused(limit, Duration.ofMillis(millis));
    }
  }
}
