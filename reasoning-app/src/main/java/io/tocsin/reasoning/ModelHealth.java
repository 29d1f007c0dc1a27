package io.tocsin.reasoning;

import io.tocsin.reasoning.assessment.ProviderGate;
import io.tocsin.reasoning.call.ProviderCall;
import io.tocsin.reasoning.limits.LimitStatus;
import io.tocsin.reasoning.limits.LimitStatus.Use;
import io.tocsin.reasoning.limits.RateLimiter;
import io.tocsin.reasoning.redis.Redis;
import io.tocsin.status.HealthComponent;
import io.tocsin.status.HealthState;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the provider, Redis and the budget are. */
final class ModelHealth {
  private static final String CLOSED = "closed";

  private final String model;
  private final ProviderCall call;
  private final ProviderGate gate;
  private final RateLimiter limits;
  private final @Nullable Redis redis;
  private final BigDecimal soft;

  ModelHealth(
      String model,
      ProviderCall call,
      ProviderGate gate,
      RateLimiter limits,
      @Nullable Redis redis,
      double soft) {
    this.model = model;
    this.call = call;
    this.gate = gate;
    this.limits = limits;
    this.redis = redis;
    this.soft = BigDecimal.valueOf(soft);
  }

  List<HealthComponent> components() {
    return List.of(provider(), redis(), budget(limits.status()));
  }

  private HealthComponent provider() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("model", model);
    details.put("breaker", call.breakerState());
    String refused = gate.shut();
    if (refused != null) {
      details.put("refuses", refused);
      return new HealthComponent("provider", HealthState.DOWN, details);
    }
    return new HealthComponent(
        "provider",
        call.breakerState().equals(CLOSED) ? HealthState.UP : HealthState.DEGRADED,
        details);
  }

  private HealthComponent redis() {
    if (redis == null) {
      return new HealthComponent("redis", HealthState.UP, Map.of("configured", false));
    }
    String trouble = redis.trouble();
    return trouble == null
        ? new HealthComponent("redis", HealthState.UP, Map.of("configured", true))
        : new HealthComponent("redis", HealthState.DEGRADED, Map.of("trouble", trouble));
  }

  private HealthComponent budget(LimitStatus status) {
    Map<String, Object> details = new LinkedHashMap<>();
    put(details, "calls_minute", status.minute());
    put(details, "calls_hour", status.hour());
    put(details, "usd_day", status.day());
    put(details, "usd_month", status.month());
    details.put("shared", status.shared());
    details.put("let_through", status.share());
    boolean little = isLittle(status.day()) || isLittle(status.month());
    return new HealthComponent("budget", little ? HealthState.DEGRADED : HealthState.UP, details);
  }

  private boolean isLittle(Use<BigDecimal> money) {
    BigDecimal limit = money.limit();
    return limit != null && money.used().compareTo(limit.multiply(soft)) >= 0;
  }

  private static void put(Map<String, Object> details, String name, Use<?> use) {
    details.put(name, use.limit() == null ? use.used() : use.used() + " of " + use.limit());
  }
}
