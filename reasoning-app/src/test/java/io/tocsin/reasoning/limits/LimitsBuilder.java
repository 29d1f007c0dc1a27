package io.tocsin.reasoning.limits;

import io.tocsin.reasoning.limits.LimitsConfig.Tier;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Limits for tests: 50 calls a minute and 500 an hour for one instance, unless said otherwise. */
final class LimitsBuilder {
  private int perMinute = 50;
  private int perHour = 500;
  private long tokensPerMinute = 1_000_000;
  private String tenant = "default";
  private Tier tier = Tier.ENTERPRISE;
  private @Nullable BigDecimal perDay;
  private @Nullable BigDecimal perMonth;
  private double soft = 0.8;
  private int instances = 1;
  private Duration expiry = Duration.ofMinutes(5);

  private LimitsBuilder() {}

  static LimitsBuilder limits() {
    return new LimitsBuilder();
  }

  LimitsBuilder calls(int minute, int hour) {
    perMinute = minute;
    perHour = hour;
    return this;
  }

  LimitsBuilder tokens(long minute) {
    tokensPerMinute = minute;
    return this;
  }

  LimitsBuilder tenant(String name, Tier itsTier) {
    tenant = name;
    tier = itsTier;
    return this;
  }

  LimitsBuilder perDay(String usd) {
    perDay = new BigDecimal(usd);
    return this;
  }

  LimitsBuilder perMonth(String usd) {
    perMonth = new BigDecimal(usd);
    return this;
  }

  LimitsBuilder soft(double share) {
    soft = share;
    return this;
  }

  LimitsBuilder instances(int most) {
    instances = most;
    return this;
  }

  LimitsBuilder expiry(Duration after) {
    expiry = after;
    return this;
  }

  LimitsConfig build() {
    return new LimitsConfig(
        perMinute,
        perHour,
        tokensPerMinute,
        tenant,
        tier,
        perDay,
        perMonth,
        soft,
        instances,
        true,
        expiry);
  }
}
