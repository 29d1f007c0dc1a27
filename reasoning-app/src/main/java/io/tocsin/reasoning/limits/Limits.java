package io.tocsin.reasoning.limits;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much may be in use at a time; absent where there is no bound.
 *
 * @param minute calls in any rolling minute
 * @param hour calls in any rolling hour
 * @param tokens in any rolling minute
 * @param tenant calls of the tenant in any rolling hour
 * @param day micro-dollars in a UTC day
 * @param month micro-dollars in a UTC calendar month
 */
record Limits(
    long minute,
    long hour,
    long tokens,
    @Nullable Long tenant,
    @Nullable Long day,
    @Nullable Long month) {

  /** All of what may be used. */
  static Limits of(LimitsConfig config) {
    Integer tenant = config.tier().perHour();
    return new Limits(
        config.perMinute(),
        config.perHour(),
        config.tokensPerMinute(),
        tenant == null ? null : tenant.longValue(),
        micros(config.perDayUsd()),
        micros(config.perMonthUsd()));
  }

  /** The part of one instance of several, rounded down. */
  Limits part(int instances) {
    return new Limits(
        minute / instances,
        hour / instances,
        tokens / instances,
        tenant == null ? null : tenant / instances,
        day == null ? null : day / instances,
        month == null ? null : month / instances);
  }

  /** With a share of the provider's limits, in (0, 1]; what was possible stays so. */
  Limits scaled(double share) {
    return new Limits(
        scaled(minute, share), scaled(hour, share), scaled(tokens, share), tenant, day, month);
  }

  /** Whether they let no call through at all. */
  boolean closed() {
    return minute == 0 || hour == 0 || tokens == 0 || (tenant != null && tenant == 0);
  }

  /** A bound to calculate with. */
  static long orUnbounded(@Nullable Long limit) {
    return limit == null ? Long.MAX_VALUE : limit;
  }

  private static long scaled(long limit, double share) {
    return Math.min(limit, Math.max(1, (long) (limit * share)));
  }

  private static @Nullable Long micros(@Nullable BigDecimal usd) {
    return usd == null ? null : Micros.bound(usd);
  }
}
