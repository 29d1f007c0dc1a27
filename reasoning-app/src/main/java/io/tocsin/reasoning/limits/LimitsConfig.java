package io.tocsin.reasoning.limits;

import io.tocsin.config.ConfigurationException;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What may be used.
 *
 * @param perMinute calls in any rolling minute, over all instances
 * @param perHour calls in any rolling hour, over all instances
 * @param tokensPerMinute tokens in any rolling minute, over all instances
 * @param tenant whose calls they are
 * @param tier what the tenant may use of them
 * @param perDayUsd money in a UTC day; absent for no bound
 * @param perMonthUsd money in a UTC calendar month; absent for no bound
 * @param soft share of a money bound from which operators are warned, in (0, 1]
 * @param maxInstances how many instances may run at once; each takes its part of every limit while
 *     they cannot count together
 * @param adaptive whether less is let through while the provider is under load
 * @param expiry after which an unsettled reservation no longer holds tokens and money; longer than
 *     any call
 */
public record LimitsConfig(
    int perMinute,
    int perHour,
    long tokensPerMinute,
    String tenant,
    Tier tier,
    @Nullable BigDecimal perDayUsd,
    @Nullable BigDecimal perMonthUsd,
    double soft,
    int maxInstances,
    boolean adaptive,
    Duration expiry) {
  private static final int MAX_INSTANCES = 100;
  private static final int MAX_TENANT_LENGTH = 100;
  private static final BigDecimal MAX_USD = BigDecimal.valueOf(10_000_000);
  private static final Duration MIN_EXPIRY = Duration.ofSeconds(1);
  private static final Duration MAX_EXPIRY = Duration.ofHours(1);

  /** 50 a minute, 500 an hour, no bound of money. */
  public static final LimitsConfig DEFAULTS =
      new LimitsConfig(
          50,
          500,
          200_000,
          "default",
          Tier.ENTERPRISE,
          null,
          null,
          0.8,
          4,
          true,
          Duration.ofMinutes(5));

  /**
   * Checks all bounds.
   *
   * @throws ConfigurationException that says which one is broken
   */
  public LimitsConfig {
    require(perMinute > 0, "Calls per minute must be 1 or more, not " + perMinute);
    require(perHour > 0, "Calls per hour must be 1 or more, not " + perHour);
    require(tokensPerMinute > 0, "Tokens per minute must be 1 or more, not " + tokensPerMinute);
    require(
        !tenant.isBlank() && tenant.length() <= MAX_TENANT_LENGTH,
        "The tenant must be named, in %d characters or fewer".formatted(MAX_TENANT_LENGTH));
    requireMoney("day", perDayUsd);
    requireMoney("month", perMonthUsd);
    require(
        soft > 0 && soft <= 1,
        "The share of a money bound to warn at must be over 0 and up to 1, not " + soft);
    require(
        maxInstances > 0 && maxInstances <= MAX_INSTANCES,
        "The greatest number of instances must be between 1 and %d, not %d"
            .formatted(MAX_INSTANCES, maxInstances));
    require(
        expiry.compareTo(MIN_EXPIRY) >= 0 && expiry.compareTo(MAX_EXPIRY) <= 0,
        "Reservations must expire after %d to %d seconds, not %d ms"
            .formatted(MIN_EXPIRY.toSeconds(), MAX_EXPIRY.toSeconds(), expiry.toMillis()));
  }

  private static void requireMoney(String period, @Nullable BigDecimal usd) {
    require(
        usd == null || (usd.signum() > 0 && usd.compareTo(MAX_USD) <= 0),
        "Dollars per %s must be over 0 and up to %s, or left out for no bound, not %s"
            .formatted(period, MAX_USD, usd));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ConfigurationException(otherwise);
    }
  }

  /** What a tenant may use in any rolling hour. */
  public enum Tier {
    FREE(100),
    BASIC(1_000),
    PRO(10_000),
    ENTERPRISE(null);

    private final @Nullable Integer perHour;

    Tier(@Nullable Integer perHour) {
      this.perHour = perHour;
    }

    /** Calls in any rolling hour; absent when there is no bound. */
    public @Nullable Integer perHour() {
      return perHour;
    }
  }
}
