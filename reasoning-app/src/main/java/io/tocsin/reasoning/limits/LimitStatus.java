package io.tocsin.reasoning.limits;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of every limit is used.
 *
 * @param shared whether all instances are counted together; else this instance has its part only
 * @param trouble why they are not; absent when they are or were never meant to be
 * @param share of the limits that is let through now, in (0, 1]; below 1 while the provider is
 *     under load
 */
public record LimitStatus(
    Use<Long> minute,
    Use<Long> hour,
    Use<Long> tenant,
    Use<Long> tokens,
    Use<BigDecimal> day,
    Use<BigDecimal> month,
    boolean shared,
    @Nullable String trouble,
    double share,
    Instant at) {

  /**
   * One limit.
   *
   * @param limit absent when there is none
   */
  public record Use<T>(T used, @Nullable T limit) {}
}
