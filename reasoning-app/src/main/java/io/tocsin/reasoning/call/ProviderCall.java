package io.tocsin.reasoning.call;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.tocsin.reasoning.call.NoAnswerException.Reason;
import io.tocsin.reasoning.limits.Demand;
import io.tocsin.reasoning.limits.ProviderLoad;
import io.tocsin.reasoning.limits.RateLimiter;
import io.tocsin.reasoning.limits.RateLimiter.Decision;
import io.tocsin.reasoning.provider.Prices;
import io.tocsin.reasoning.provider.Prompt;
import io.tocsin.reasoning.provider.ProviderException;
import io.tocsin.reasoning.provider.ReasoningModel;
import io.tocsin.reasoning.provider.ReasoningModel.Answer;
import io.tocsin.reasoning.provider.TokenEstimate;
import io.tocsin.reasoning.provider.Tokens;
import io.tocsin.schemas.detection.Usage;
import io.tocsin.schemas.json.Constants;
import io.tocsin.schemas.signal.AlertLevel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks the model with all that a call needs: each try asks the breaker, reserves from every limit,
 * is made within its time, and settles what it took. This is the only place that tries again.
 * Thread-safe; blocks, best on a virtual thread.
 */
public final class ProviderCall {
  private static final String MONEY = "money";
  private static final Duration QUOTA_REST = Duration.ofMinutes(15);
  private static final int FAILURES_ALL_PERCENT = 100;

  private final CallConfig config;
  private final ReasoningModel model;
  private final String modelId;
  private final Prices prices;
  private final TokenEstimate estimate;
  private final RateLimiter limits;
  private final ProviderLoad load;
  private final CallListener listener;
  private final CircuitBreaker breaker;

  /**
   * @param modelId the provider's name of the model, as the price table has it
   */
  public ProviderCall(
      CallConfig config,
      ReasoningModel model,
      String modelId,
      Prices prices,
      TokenEstimate estimate,
      RateLimiter limits,
      ProviderLoad load,
      CallListener listener) {
    this.config = config;
    this.model = model;
    this.modelId = modelId;
    this.prices = prices;
    this.estimate = estimate;
    this.limits = limits;
    this.load = load;
    this.listener = listener;
    this.breaker = CircuitBreaker.of("provider", breaker(config));
  }

  /** An answer that was paid for. */
  public record Paid(String text, Usage usage) {}

  /**
   * Asks, and tries again while that can help and the time allows.
   *
   * @param arrived is told of an answer before anything else is done with it
   * @throws NoAnswerException when no answer was to be had; what it cost is settled
   */
  public Paid ask(Prompt prompt, AlertLevel level, Consumer<Paid> arrived)
      throws NoAnswerException, InterruptedException {
    Patience patience = new Patience(config.deadline());
    Question question = question(prompt, level, arrived);
    Backoff backoff = new Backoff(config, RandomGenerator.getDefault());
    for (int tries = 0; ; tries++) {
      try {
        return tryOnce(question, patience);
      } catch (ProviderException e) {
        Duration pause = pause(e, backoff);
        if (pause == null || tries >= config.retries() || patience.left().compareTo(pause) <= 0) {
          throw given(e, pause);
        }
        Thread.sleep(pause);
      }
    }
  }

  /** How the breaker is: {@code closed}, {@code open} or {@code half_open}. */
  public String breakerState() {
    return Constants.wireName(breaker.getState());
  }

  private Paid tryOnce(Question question, Patience patience)
      throws ProviderException, NoAnswerException, InterruptedException {
    if (!breaker.tryAcquirePermission()) {
      throw new NoAnswerException(
          Reason.BREAKER_OPEN,
          "the provider failed again and again and is left alone for a while",
          config.breakerOpen(),
          null);
    }
    Decision.Granted granted;
    try {
      granted = reserve(question.demand, patience);
    } catch (NoAnswerException | InterruptedException | RuntimeException e) {
      breaker.releasePermission();
      throw e;
    }
    return call(question, patience, granted);
  }

  private Paid call(Question question, Patience patience, Decision.Granted granted)
      throws ProviderException, InterruptedException {
    AlertLevel level = question.demand.level();
    long begun = System.nanoTime();
    Tokens used = question.sent();
    ProviderLoad.Call measured = load.begin();
    try {
      Answer answer = model.ask(question.prompt, least(config.callTimeout(), patience.left()));
      used = answer.tokens();
      Paid paid = new Paid(answer.text(), usage(used));
      question.arrived.accept(paid);
      measured.answered();
      breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
      listener.answered(level, used, paid.usage().costUsd(), since(begun));
      return paid;
    } catch (ProviderException e) {
      used = e.kind() == ProviderException.Kind.TIMED_OUT ? question.sent() : e.tokens();
      measure(measured, e);
      tellBreaker(e, System.nanoTime() - begun);
      listener.failed(level, e, prices.cost(modelId, used), since(begun));
      throw e;
    } catch (InterruptedException | RuntimeException e) {
      breaker.releasePermission();
      throw e;
    } finally {
      measured.failed();
      granted.settle(used.input() + used.output(), prices.cost(modelId, used));
    }
  }

  /** Waits for the limits as long as that is allowed. */
  private Decision.Granted reserve(Demand demand, Patience patience)
      throws NoAnswerException, InterruptedException {
    Patience forLimits = new Patience(least(config.limitPatience(), patience.left()));
    long begun = System.nanoTime();
    while (true) {
      switch (limits.reserve(demand)) {
        case Decision.Granted granted -> {
          listener.admitted(demand.level(), since(begun));
          return granted;
        }
        case Decision.Refused(String limit, Duration retryAfter) -> {
          if (retryAfter.compareTo(forLimits.left()) >= 0) {
            listener.refused(demand.level(), limit);
            throw new NoAnswerException(
                limit.equals(MONEY) ? Reason.BUDGET_SPENT : Reason.LIMIT_REACHED,
                "the limit %s is reached".formatted(limit),
                retryAfter,
                null);
          }
          Thread.sleep(retryAfter);
        }
      }
    }
  }

  /** How long to wait before another try; absent when none can help. */
  private static @Nullable Duration pause(ProviderException failure, Backoff backoff) {
    return switch (failure.kind()) {
      case THROTTLED, UNAVAILABLE, TIMED_OUT -> backoff.next(failure.retryAfter());
      case QUOTA_SPENT, UNAUTHORIZED, REJECTED, UNUSABLE -> null;
    };
  }

  private static void measure(ProviderLoad.Call call, ProviderException failure) {
    switch (failure.kind()) {
      case THROTTLED -> call.throttled();
      case TIMED_OUT, UNUSABLE -> call.answered();
      case QUOTA_SPENT, UNAVAILABLE, UNAUTHORIZED, REJECTED -> call.failed();
    }
  }

  private void tellBreaker(ProviderException failure, long nanos) {
    switch (failure.kind()) {
      case UNAVAILABLE, TIMED_OUT -> breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
      case UNUSABLE -> breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
      case THROTTLED, QUOTA_SPENT, UNAUTHORIZED, REJECTED -> breaker.releasePermission();
    }
  }

  private NoAnswerException given(ProviderException failure, @Nullable Duration pause) {
    Reason reason =
        switch (failure.kind()) {
          case THROTTLED -> Reason.THROTTLED;
          case QUOTA_SPENT -> Reason.QUOTA_SPENT;
          case UNAVAILABLE -> Reason.UNAVAILABLE;
          case TIMED_OUT -> Reason.TIMED_OUT;
          case UNAUTHORIZED -> Reason.UNAUTHORIZED;
          case REJECTED -> Reason.REJECTED;
          case UNUSABLE -> Reason.UNUSABLE_ANSWER;
        };
    Duration asked = failure.retryAfter();
    Duration rest = reason == Reason.QUOTA_SPENT ? QUOTA_REST : pause;
    return new NoAnswerException(
        reason,
        failure.getMessage(),
        asked == null ? rest : asked,
        usage(failure.tokens()),
        failure);
  }

  private Usage usage(Tokens tokens) {
    return new Usage(tokens.input(), tokens.output(), prices.cost(modelId, tokens));
  }

  private Question question(Prompt prompt, AlertLevel level, Consumer<Paid> arrived) {
    Tokens most = estimate.of(prompt);
    Demand demand = new Demand(level, most.input() + most.output(), prices.cost(modelId, most));
    return new Question(prompt, most, demand, arrived);
  }

  /** A prompt, the most that a call with it may take, and who is told of its answer. */
  private record Question(Prompt prompt, Tokens most, Demand demand, Consumer<Paid> arrived) {
    /** What was used at least when a call was given up after it was sent. */
    Tokens sent() {
      return new Tokens(most.input(), 0);
    }
  }

  private static CircuitBreakerConfig breaker(CallConfig config) {
    return CircuitBreakerConfig.custom()
        .slidingWindow(
            config.breakerFailures(),
            config.breakerFailures(),
            SlidingWindowType.COUNT_BASED,
            CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.LOCK_FREE)
        .failureRateThreshold(FAILURES_ALL_PERCENT)
        .waitDurationInOpenState(config.breakerOpen())
        .permittedNumberOfCallsInHalfOpenState(config.breakerTrials())
        .maxWaitDurationInHalfOpenState(config.breakerOpen())
        .build();
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
