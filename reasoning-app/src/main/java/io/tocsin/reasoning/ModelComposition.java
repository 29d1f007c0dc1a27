package io.tocsin.reasoning;

import io.helidon.webserver.http.HttpService;
import io.tocsin.config.ConfigurationException;
import io.tocsin.reasoning.assessment.Answers;
import io.tocsin.reasoning.assessment.Answers.Found;
import io.tocsin.reasoning.assessment.Answers.LikeAnswer;
import io.tocsin.reasoning.assessment.Detections;
import io.tocsin.reasoning.assessment.Interview;
import io.tocsin.reasoning.assessment.ModelReasoner;
import io.tocsin.reasoning.assessment.ProviderGate;
import io.tocsin.reasoning.assessment.Reasoner;
import io.tocsin.reasoning.cache.AnswerCache;
import io.tocsin.reasoning.cache.CacheService;
import io.tocsin.reasoning.cache.Ledger;
import io.tocsin.reasoning.cache.Orders;
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
import io.tocsin.reasoning.semantic.LikeAnswers;
import io.tocsin.status.HealthComponent;
import io.tocsin.status.HealthState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
  private final Cases cases;
  private final RateLimiter limits;
  private final AnswerCache answers;
  private final @Nullable Orders orders;
  private final ProviderGate gate = new ProviderGate(PROBE);
  private final ModelHealth health;
  private final Reasoner reasoner;

  /**
   * Opens all parts and greets the provider.
   *
   * @param online whether labels and orders are followed; they are not without Kafka
   * @throws ConfigurationException when the provider refuses the key
   */
  ModelComposition(
      ReasoningConfig config,
      ModelConfig settings,
      boolean online,
      ReasoningMetrics metrics,
      Clock clock,
      UnaryOperator<ReasoningModel> around) {
    redis = Redis.of(settings.redis());
    LikeAnswers<LikeAnswer> like = LikeAnswers.of(settings.like());
    model = around.apply(Models.of(settings.provider(), settings.keys()));
    greet(model);
    cases = Cases.of(config, online, metrics, clock);
    ProviderLoad load =
        new ProviderLoad(
            config.consumer().workers(), ModelComposition::millis, ProviderLoad.processors());
    limits = RateLimiters.of(settings.limits(), redis, load::load);
    answers = AnswerCache.open(redis, settings.cache());
    String tenant = settings.limits().tenant();
    ProviderCall call =
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
    Interview interview =
        new Interview(
            model.name(),
            settings.provider().temperature(),
            tenant,
            call,
            new AnswerReader(schema),
            metrics);
    orders =
        online
            ? Orders.follow(config.kafka(), config.topics(), settings.cache().ttl(), clock, answers)
            : null;
    SingleFlight<Found> flights = new SingleFlight<>(redis, settings.cache());
    reasoner =
        new ModelReasoner(
            model.name(),
            cases.files(),
            new Detections(clock),
            new Prompts(schema),
            new Answers(answers, like, flights, settings.call().deadline(), interview, gate),
            new Ledger(online ? redis : null, settings.cache()),
            settings.upgrades(),
            metrics,
            clock);
    health = new ModelHealth(model.name(), call, gate, limits, redis, settings.limits().soft());
    new ModelGauges(metrics, model.name(), tenant).watch(call, limits, answers, like);
  }

  @Override
  public Reasoner reasoner() {
    return reasoner;
  }

  @Override
  public @Nullable String paused() {
    String refused = gate.shut();
    if (refused != null) {
      return refused;
    }
    return orders != null && !orders.hasCaughtUp() && cases.patient()
        ? "orders to forget answers are being read"
        : cases.paused();
  }

  @Override
  public List<HealthComponent> health() {
    return Stream.of(
            Stream.of(cases.health()),
            health.components().stream(),
            Stream.ofNullable(orders).map(ModelComposition::control))
        .flatMap(each -> each)
        .toList();
  }

  @Override
  public Map<String, HttpService> services() {
    return Map.of(
        "/api/v1/limits", new LimitService(limits),
        "/api/v1/cache", new CacheService(answers));
  }

  @Override
  public void close() {
    cases.close();
    if (orders != null) {
      orders.close();
    }
    answers.close();
    limits.close();
    model.close();
    if (redis != null) {
      redis.close();
    }
  }

  private static HealthComponent control(Orders orders) {
    String trouble = orders.trouble();
    return new HealthComponent(
        "control",
        trouble == null ? HealthState.UP : HealthState.DEGRADED,
        trouble == null
            ? Map.of("skipped", orders.skipped())
            : Map.of("skipped", orders.skipped(), "trouble", trouble));
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
