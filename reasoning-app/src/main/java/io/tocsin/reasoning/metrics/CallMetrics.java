package io.tocsin.reasoning.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tocsin.reasoning.call.CallListener;
import io.tocsin.reasoning.provider.ProviderException;
import io.tocsin.reasoning.provider.Tokens;
import io.tocsin.schemas.json.Constants;
import io.tocsin.schemas.signal.AlertLevel;
import java.math.BigDecimal;
import java.time.Duration;

/** What calls to a provider take, by model, tenant and level. Thread-safe. */
final class CallMetrics implements CallListener {
  private static final String OUTCOME = "outcome";

  private final MeterRegistry registry;
  private final Tags whose;

  CallMetrics(MeterRegistry registry, String model, String tenant) {
    this.registry = registry;
    this.whose = Tags.of("model", model, "tenant", tenant);
  }

  @Override
  public void answered(AlertLevel level, Tokens tokens, BigDecimal costUsd, Duration latency) {
    ended(level, "answered", tokens, costUsd, latency);
  }

  @Override
  public void failed(
      AlertLevel level, ProviderException failure, BigDecimal costUsd, Duration latency) {
    ended(level, Constants.wireName(failure.kind()), failure.tokens(), costUsd, latency);
  }

  @Override
  public void admitted(AlertLevel level, Duration waited) {
    Timer.builder("reasoning_limiter_wait")
        .description("how long a call that was let through waited for the limits")
        .tags(of(level))
        .register(registry)
        .record(waited);
  }

  @Override
  public void refused(AlertLevel level, String limit) {
    registry.counter("reasoning_limiter_refusals", of(level).and("limit", limit)).increment();
  }

  private void ended(
      AlertLevel level, String outcome, Tokens tokens, BigDecimal costUsd, Duration latency) {
    Timer.builder("reasoning_call_duration")
        .description("calls to the provider, by how they ended")
        .tags(of(level).and(OUTCOME, outcome))
        .register(registry)
        .record(latency);
    count("reasoning_tokens", of(level).and("direction", "input"), (double) tokens.input());
    count("reasoning_tokens", of(level).and("direction", "output"), (double) tokens.output());
    count("reasoning_cost_usd", of(level), costUsd.doubleValue());
  }

  private void count(String name, Tags tags, double amount) {
    registry.counter(name, tags).increment(amount);
  }

  private Tags of(AlertLevel level) {
    return whose.and("alert_level", Constants.wireName(level));
  }
}
