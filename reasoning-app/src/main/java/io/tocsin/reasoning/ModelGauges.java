package io.tocsin.reasoning;

import io.tocsin.reasoning.cache.AnswerCache;
import io.tocsin.reasoning.call.ProviderCall;
import io.tocsin.reasoning.limits.RateLimiter;
import io.tocsin.reasoning.metrics.ReasoningMetrics;
import io.tocsin.reasoning.semantic.LikeAnswers;
import org.jspecify.annotations.Nullable;

/** Metrics that are asked of the parts of reasoning by a model. */
final class ModelGauges {
  private static final String HITS = "questions answered from the cache, by where the answer was";

  private final ReasoningMetrics metrics;
  private final String model;
  private final String tenant;

  ModelGauges(ReasoningMetrics metrics, String model, String tenant) {
    this.metrics = metrics;
    this.model = model;
    this.tenant = tenant;
  }

  void watch(
      ProviderCall call, RateLimiter limits, AnswerCache answers, @Nullable LikeAnswers<?> like) {
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
    if (like != null) {
      like(like);
    }
  }

  private void like(LikeAnswers<?> like) {
    metrics.counter(
        "reasoning_cache_hits",
        HITS,
        like,
        cache -> cache.stats().hits(),
        "tenant",
        tenant,
        "tier",
        "semantic");
    metrics.counter(
        "reasoning_semantic_checked",
        "answers of the semantic cache that were held against the model's own",
        like,
        cache -> cache.stats().shadowed());
    metrics.counter(
        "reasoning_semantic_false_hits",
        "those of them to which the model said something else",
        like,
        cache -> cache.stats().disagreed());
  }

  private void cache(AnswerCache answers) {
    String hits = "reasoning_cache_hits";
    metrics.counter(
        hits,
        HITS,
        answers,
        cache -> cache.stats().near().hits(),
        "tenant",
        tenant,
        "tier",
        "near");
    metrics.counter(
        hits,
        HITS,
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
