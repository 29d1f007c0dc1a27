package io.tocsin.reasoning.assessment;

import io.tocsin.reasoning.assessment.Answers.LikeAnswer;
import io.tocsin.reasoning.cache.AnswerCache;
import io.tocsin.reasoning.cache.CacheConfig;
import io.tocsin.reasoning.cache.Ledger;
import io.tocsin.reasoning.cache.SingleFlight;
import io.tocsin.reasoning.call.CallConfig;
import io.tocsin.reasoning.call.ProviderCall;
import io.tocsin.reasoning.limits.LimitsConfig;
import io.tocsin.reasoning.limits.ProviderLoad;
import io.tocsin.reasoning.limits.RateLimiters;
import io.tocsin.reasoning.metrics.ReasoningMetrics;
import io.tocsin.reasoning.prompt.AnswerReader;
import io.tocsin.reasoning.prompt.AnswerSchema;
import io.tocsin.reasoning.prompt.Prompts;
import io.tocsin.reasoning.provider.Keys;
import io.tocsin.reasoning.provider.Models;
import io.tocsin.reasoning.provider.Prices;
import io.tocsin.reasoning.provider.ProviderConfig;
import io.tocsin.reasoning.provider.ProviderKind;
import io.tocsin.reasoning.provider.ReasoningModel;
import io.tocsin.reasoning.provider.StructuredMode;
import io.tocsin.reasoning.provider.TokenEstimate;
import io.tocsin.reasoning.rules.RulesEngine;
import io.tocsin.reasoning.semantic.LikeAnswers;
import io.tocsin.servers.ModelServer;
import io.tocsin.servers.ScriptedAssessor;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** All that asking takes, put together as in production, with a local model's server. */
final class Desk implements AutoCloseable {
  private static final String MODEL = "m";
  private static final CallConfig HASTY =
      new CallConfig(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ZERO,
          3,
          Duration.ofMillis(10),
          Duration.ofMillis(40),
          50,
          Duration.ofMillis(300),
          2);

  private static final LimitsConfig AMPLE =
      new LimitsConfig(
          1000,
          1000,
          LimitsConfig.DEFAULTS.tokensPerMinute(),
          LimitsConfig.DEFAULTS.tenant(),
          LimitsConfig.DEFAULTS.tier(),
          null,
          null,
          LimitsConfig.DEFAULTS.soft(),
          1,
          false,
          LimitsConfig.DEFAULTS.expiry());

  final ModelServer server = ModelServer.start();
  private final ReasoningModel model =
      Models.of(
          new ProviderConfig(
              ProviderKind.OPENAI_COMPATIBLE,
              URI.create(server.openAiUrl()),
              MODEL,
              StructuredMode.JSON_SCHEMA,
              1000,
              0.0,
              Duration.ofSeconds(5)),
          Keys.fixed(new Password(ModelServer.KEY)));
  private final ReasoningMetrics metrics = new ReasoningMetrics();
  final AnswerSchema schema = new AnswerSchema();
  final AnswerCache kept = AnswerCache.open(null, CacheConfig.DEFAULTS);

  Desk() {
    server.answer(new ScriptedAssessor());
  }

  @Override
  public void close() {
    kept.close();
    model.close();
    server.close();
    metrics.close();
  }

  /** A reasoner by the model. */
  ModelReasoner reasoner(UpgradeConfig upgrades, Clock clock) {
    RulesEngine rules = new RulesEngine();
    return new ModelReasoner(
        MODEL,
        new CaseFiles(rules::evidence, rules, () -> {}, clock),
        new Detections(clock),
        new Prompts(schema),
        answers(null),
        new Ledger(null, CacheConfig.DEFAULTS),
        upgrades,
        metrics,
        clock);
  }

  /** The ways to an answer. */
  Answers answers(@Nullable LikeAnswers<LikeAnswer> like) {
    return new Answers(
        kept,
        like,
        new SingleFlight<>(null, CacheConfig.DEFAULTS),
        Duration.ofSeconds(20),
        new Interview(MODEL, 0.0, "tenant", call(), new AnswerReader(schema), metrics),
        new ProviderGate(Duration.ofSeconds(1)));
  }

  private ProviderCall call() {
    return new ProviderCall(
        HASTY,
        model,
        MODEL,
        Prices.parse("m=1/2"),
        new TokenEstimate(1000),
        RateLimiters.of(AMPLE, null, () -> 0),
        new ProviderLoad(100, () -> System.nanoTime() / 1_000_000, () -> 0),
        metrics.calls(MODEL, "tenant"));
  }
}
