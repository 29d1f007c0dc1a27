package io.tocsin.reasoning;

import io.tocsin.reasoning.cache.AnswerCache;
import io.tocsin.reasoning.call.ProviderCall;
import io.tocsin.reasoning.limits.RateLimiter;
import io.tocsin.reasoning.metrics.ReasoningMetrics;

/** Metrics that are asked of the parts of reasoning by a model. */
final class ModelGauges {
  private final ReasoningMetrics metrics;
  private final String model;
  private final String tenant;

  ModelGauges(ReasoningMetrics metrics, String model, String tenant) {
    this.metrics = metrics;
    this.model = model;
    this.tenant = tenant;
  }

  void watch(ProviderCall call, RateLimiter limits, AnswerCache answers) {
    for (String state : new String[] {"closed", "open", "half_open"}) {
      metrics.gauge(
          "reasoning_breaker",
          "1 for the state that the circuit breaker is in",
          () -> call.breakerState().equals(state) ? 1 : 0,
          "model",
          model,
          "state",
          state);
    }
    metrics.gauge(
        "reasoning_limiter_share",
        "share of the limits that is let through",
        () -> limits.status().share());
    cache(answers);
  }

  private void cache(AnswerCache answers) {
    String hits = "reasoning_cache_hits";
    String what = "questions answered from the cache, by where the answer was";
    metrics.counter(
        hits,
        what,
        answers,
        cache -> cache.stats().near().hits(),
        "tenant",
        tenant,
        "tier",
        "near");
    metrics.counter(
        hits,
        what,
        answers,
        cache -> cache.stats().redis().hits(),
        "tenant",
        tenant,
        "tier",
        "redis");
    metrics.counter(
        "reasoning_cache_misses",
        "questions without an answer in the cache",
        answers,
        cache -> cache.stats().misses(),
        "tenant",
        tenant);
    metrics.counter(
        "reasoning_cache_saved_usd",
        "what answers from the cache would have cost, in US dollars",
        answers,
        cache -> cache.stats().savedUsd().doubleValue(),
        "tenant",
        tenant);
  }
}
