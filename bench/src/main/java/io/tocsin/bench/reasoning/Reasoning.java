package io.tocsin.bench.reasoning;

import io.tocsin.reasoning.ReasoningConfig;
import io.tocsin.reasoning.ReasoningSettings;
import io.tocsin.reasoning.SingleReasoning;
import io.tocsin.reasoning.cache.AnswerCache;
import io.tocsin.reasoning.cache.AnswerKey;
import io.tocsin.reasoning.cache.CacheConfig;
import io.tocsin.reasoning.cache.CachedAnswer;
import io.tocsin.reasoning.provider.Prompt;
import io.tocsin.reasoning.redis.Redis;
import io.tocsin.reasoning.redis.RedisConfig;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.detection.Engine;
import io.tocsin.schemas.detection.Usage;
import io.tocsin.servers.ModelServer;
import io.tocsin.servers.RedisServer;
import io.tocsin.servers.ScriptedAssessor;
import io.tocsin.status.logs.Logs;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What reasoning adds to a call to a model, beside the call itself in the same run: before the
 * request leaves, and after the answer came, with and without Redis; how fast answers come from the
 * cache; and how long 400 calls at a time take. The model's server is a local stand-in that answers
 * at once.
 *
 * <p>{@code bench/run Reasoning [alerts]}
 */
public final class Reasoning {
  private static final int ALERTS = 3000;
  private static final int WARM_UP = 5000;
  private static final int PARALLEL = 400;
  private static final int CACHED = 5000;
  private static final int LOOKUPS = 400_000;

  private final ModelServer server;
  private final int alerts;
  private final SampleAlerts samples = new SampleAlerts();

  private Reasoning(ModelServer server, int alerts) {
    this.server = server;
    this.alerts = alerts;
  }

  /** Runs the benchmark and prints tables. */
  public static void main(String[] arguments) throws Exception {
    Logs.configure("quiet");
    int alerts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ALERTS;
    try (ModelServer server = ModelServer.start();
        RedisServer redis = RedisServer.start()) {
      server.answer(new ScriptedAssessor());
      Reasoning reasoning = new Reasoning(server, alerts);
      System.out.println("50 % / 99 % / most of " + alerts + " alerts, one after the other");
      reasoning.overhead("without Redis", null);
      reasoning.overhead("with Redis", redis.url());
      reasoning.cache(redis.url());
      reasoning.parallel();
    }
    System.exit(0);
  }

  private void overhead(String name, @Nullable String redis) throws InterruptedException {
    AtomicReference<TimedModel> timed = new AtomicReference<>();
    server.latency(Duration.ZERO);
    try (SingleReasoning reasoning =
        new SingleReasoning(
            config(redis),
            model -> {
              TimedModel watched = new TimedModel(model);
              timed.set(watched);
              return watched;
            })) {
      TimedModel model = Objects.requireNonNull(timed.get());
      for (Alert alert : samples.of("WARM " + name, WARM_UP)) {
        reason(reasoning, alert);
      }
      Percentiles before = new Percentiles(alerts);
      Percentiles call = new Percentiles(alerts);
      Percentiles after = new Percentiles(alerts);
      for (Alert alert : samples.of(name, alerts)) {
        long taken = System.nanoTime();
        reason(reasoning, alert);
        long done = System.nanoTime();
        before.add(model.asked() - taken);
        call.add(model.answered() - model.asked());
        after.add(done - model.answered());
      }
      System.out.printf("%s%n", name);
      System.out.printf("  alert to request      %s%n", before);
      System.out.printf("  the call itself       %s%n", call);
      System.out.printf("  answer to detection   %s%n", after);
    }
  }

  private void cache(String url) {
    Redis one = Objects.requireNonNull(Redis.of(RedisConfig.at(url)));
    Redis other = Objects.requireNonNull(Redis.of(RedisConfig.at(url)));
    CachedAnswer answer = new CachedAnswer("x".repeat(2000), new Usage(3000, 400, BigDecimal.ONE));
    List<AnswerKey> keys = new ArrayList<>();
    for (Alert alert : samples.of("CACHED", CACHED)) {
      Prompt prompt = new Prompt("prompt", "s".repeat(1500), alert.toString(), "{}");
      keys.add(AnswerKey.of("tenant", "", "model", 0.0, alert.pair(), prompt));
    }
    try (AnswerCache writing = AnswerCache.open(one, CacheConfig.DEFAULTS);
        AnswerCache reading = AnswerCache.open(other, CacheConfig.DEFAULTS)) {
      keys.forEach(key -> writing.store(writing.key(key), answer));
      Percentiles fromRedis = new Percentiles(CACHED);
      for (AnswerKey key : keys) {
        long begun = System.nanoTime();
        boolean found = reading.find(reading.key(key)).isPresent();
        fromRedis.add(System.nanoTime() - begun);
        require(found, "an answer is missing from Redis");
      }
      long begun = System.nanoTime();
      for (int i = 0; i < LOOKUPS; i++) {
        AnswerKey key = keys.get(i % CACHED);
        require(reading.find(reading.key(key)).isPresent(), "an answer is missing");
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.println("cache");
      System.out.printf("  from Redis            %s%n", fromRedis);
      System.out.printf("  from this process     %,.0f/s, one thread%n", LOOKUPS / seconds);
    } finally {
      one.close();
      other.close();
    }
  }

  private void parallel() throws Exception {
    server.latency(Duration.ofMillis(200));
    try (SingleReasoning reasoning = new SingleReasoning(config(null));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 4; round++) {
        List<Callable<Void>> calls = new ArrayList<>();
        for (Alert alert : samples.of("PARALLEL " + round, PARALLEL)) {
          calls.add(
              () -> {
                reason(reasoning, alert);
                return null;
              });
        }
        long begun = System.nanoTime();
        for (Future<Void> each : threads.invokeAll(calls)) {
          each.get();
        }
        System.out.printf(
            "%d alerts at a time, model of 200 ms, round %d: %.0f ms, at most %d calls at a time%n",
            PARALLEL, round + 1, (System.nanoTime() - begun) / 1e6, server.maxInFlight());
      }
    }
  }

  private static void reason(SingleReasoning reasoning, Alert alert) throws InterruptedException {
    Detection detection = reasoning.reason(alert);
    require(detection.engine() == Engine.LLM, "rules answered: " + detection.degradedReason());
  }

  private ReasoningConfig config(@Nullable String redis) {
    Map<String, String> settings = new HashMap<>(Settings.of(server));
    settings.put("TOCSIN_REASONING_LIMITS_PER_MINUTE", "100000");
    settings.put("TOCSIN_REASONING_LIMITS_PER_HOUR", "1000000");
    settings.put("TOCSIN_REASONING_LIMITS_TOKENS_PER_MINUTE", "1000000000");
    settings.put("TOCSIN_REASONING_LIMITS_MAX_INSTANCES", "1");
    settings.put("TOCSIN_REASONING_LIMITS_ADAPTIVE", "false");
    if (redis != null) {
      settings.put("TOCSIN_REASONING_REDIS_URL", redis);
    }
    return ReasoningSettings.config(ReasoningSettings.reader().read(null, settings));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
