package io.tocsin.reasoning;

import io.helidon.webserver.http.HttpService;
import io.tocsin.config.ConfigurationException;
import io.tocsin.reasoning.assessment.CaseFiles;
import io.tocsin.reasoning.assessment.Detections;
import io.tocsin.reasoning.assessment.Interview;
import io.tocsin.reasoning.assessment.ModelReasoner;
import io.tocsin.reasoning.assessment.ModelReasoner.Answer;
import io.tocsin.reasoning.assessment.ModelReasoner.Memory;
import io.tocsin.reasoning.assessment.ProviderGate;
import io.tocsin.reasoning.assessment.Reasoner;
import io.tocsin.reasoning.cache.AnswerCache;
import io.tocsin.reasoning.cache.CacheService;
import io.tocsin.reasoning.cache.Ledger;
import io.tocsin.reasoning.cache.SingleFlight;
import io.tocsin.reasoning.call.ProviderCall;
import io.tocsin.reasoning.limits.LimitService;
import io.tocsin.reasoning.limits.ProviderLoad;
import io.tocsin.reasoning.limits.RateLimiter;
import io.tocsin.reasoning.limits.RateLimiters;
import io.tocsin.reasoning.metrics.ReasoningMetrics;
import io.tocsin.reasoning.prompt.AnswerReader;
import io.tocsin.reasoning.prompt.AnswerSchema;
import io.tocsin.reasoning.prompt.Prompts;
import io.tocsin.reasoning.provider.Models;
import io.tocsin.reasoning.provider.ProviderException;
import io.tocsin.reasoning.provider.ProviderException.Kind;
import io.tocsin.reasoning.provider.ReasoningModel;
import io.tocsin.reasoning.provider.TokenEstimate;
import io.tocsin.reasoning.redis.Redis;
import io.tocsin.reasoning.rules.RulesEngine;
import io.tocsin.status.HealthComponent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A language model, and rules where it cannot answer. */
final class ModelComposition implements Composition {
  private static final Logger LOG = LoggerFactory.getLogger(ModelComposition.class);
  private static final Duration PROBE = Duration.ofSeconds(10);
  private static final Duration GREETING = Duration.ofSeconds(5);

  private final @Nullable Redis redis;
  private final ReasoningModel model;
  private final RateLimiter limits;
  private final AnswerCache answers;
  private final ProviderCall call;
  private final ProviderGate gate = new ProviderGate(PROBE);
  private final ModelHealth health;
  private final Reasoner reasoner;

  /**
   * Opens all parts and greets the provider.
   *
   * @throws ConfigurationException when the provider refuses the key
   */
  ModelComposition(
      ReasoningConfig config,
      ModelConfig settings,
      ReasoningMetrics metrics,
      Clock clock,
      UnaryOperator<ReasoningModel> around) {
    model = around.apply(Models.of(settings.provider(), settings.keys()));
    greet(model);
    redis = Redis.of(settings.redis());
    ProviderLoad load =
        new ProviderLoad(
            config.consumer().workers(), ModelComposition::millis, ProviderLoad.processors());
    limits = RateLimiters.of(settings.limits(), redis, load::load);
    answers = AnswerCache.open(redis, settings.cache());
    SingleFlight<Answer> flights = new SingleFlight<>(redis, settings.cache());
    Ledger ledger = new Ledger(redis, settings.cache());
    String tenant = settings.limits().tenant();
    call =
        new ProviderCall(
            settings.call(),
            model,
            settings.provider().model(),
            settings.prices(),
            new TokenEstimate(settings.provider().maxOutputTokens()),
            limits,
            load,
            metrics.calls(model.name(), tenant));
    AnswerSchema schema = new AnswerSchema();
    reasoner =
        new ModelReasoner(
            new CaseFiles(new RulesEngine(), metrics::injectionFlagged, clock),
            new Detections(clock),
            new Prompts(schema),
            new Interview(
                model.name(),
                settings.provider().temperature(),
                tenant,
                call,
                new AnswerReader(schema),
                metrics),
            new Memory(answers, ledger, flights, settings.call().deadline()),
            gate,
            settings.upgrades(),
            metrics,
            clock);
    health = new ModelHealth(model.name(), call, gate, limits, redis, settings.limits().soft());
    new ModelGauges(metrics, model.name(), tenant).watch(call, limits, answers);
  }

  @Override
  public Reasoner reasoner() {
    return reasoner;
  }

  @Override
  public @Nullable String paused() {
    return gate.shut();
  }

  @Override
  public List<HealthComponent> health() {
    return health.components();
  }

  @Override
  public Map<String, HttpService> services() {
    return Map.of(
        "/api/v1/limits", new LimitService(limits),
        "/api/v1/cache", new CacheService(answers, _ -> {}));
  }

  @Override
  public void close() {
    answers.close();
    limits.close();
    model.close();
    if (redis != null) {
      redis.close();
    }
  }

  private static long millis() {
    return Duration.ofNanos(System.nanoTime()).toMillis();
  }

  /** A key that is refused stops the start; a provider that is away does not. */
  private static void greet(ReasoningModel model) {
    try {
      model.greet(GREETING);
    } catch (ProviderException e) {
      if (e.kind() == Kind.UNAUTHORIZED) {
        model.close();
        throw new ConfigurationException(
            "%s refuses the key: correct tocsin.reasoning.model.api.key or its file (%s)"
                .formatted(model.name(), e.getMessage()));
      }
      LOG.warn(
          "{} was greeted in vain ({}); rules answer while it does not",
          model.name(),
          e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
