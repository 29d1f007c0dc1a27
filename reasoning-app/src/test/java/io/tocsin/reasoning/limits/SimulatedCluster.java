package io.tocsin.reasoning.limits;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.async.RedisAsyncCommands;
import io.tocsin.reasoning.redis.Redis;
import io.tocsin.reasoning.redis.RedisConfig;
import io.tocsin.reasoning.redis.RedisUnavailableException;
import io.tocsin.servers.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.config.types.Password;

/**
 * Instances with a connection each to one real Redis, all on simulated time. Redis has a clock of
 * its own, which may go wrong; instances may be cut off from it.
 */
final class SimulatedCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final AtomicLong CLUSTERS = new AtomicLong();

  final SimulatedTime time = new SimulatedTime("2026-03-10T09:00:00Z");
  private final RedisServer server;
  private final LimitsConfig config;
  private final String namespace = "cluster-" + CLUSTERS.incrementAndGet();
  private final List<Instance> instances = new ArrayList<>();
  private volatile Duration clockError = Duration.ZERO;

  SimulatedCluster(RedisServer server, LimitsConfig config) {
    this.server = server;
    this.config = config;
  }

  /** An instance that all others know, and that knows that. */
  Instance join() {
    return join(config, () -> 1);
  }

  Instance join(LimitsConfig itsConfig, DoubleSupplier share) {
    Instance instance = add(itsConfig, share);
    instance.limiter.contact();
    instance.limiter.contact();
    return instance;
  }

  /** An instance that has not reached Redis yet. */
  Instance joinCutOff() {
    Instance instance = add(config, () -> 1);
    instance.cutOff(true);
    return instance;
  }

  /** Steps the clock of Redis, and that alone. */
  void stepClock(Duration step) {
    clockError = clockError.plus(step);
  }

  /** Kills Redis and starts it again, empty. */
  void restartRedis() {
    server.kill();
    server.begin();
    instances.forEach(Instance::awaitRedis);
  }

  /** All keys of this cluster's state. */
  List<String> keys(String tenant) {
    return List.of(
            "state",
            "minute",
            "hour",
            "tenant:" + tenant,
            "tokens",
            "instances",
            "held",
            "expiries")
        .stream()
        .map(name -> namespace + ":{limits}:" + name)
        .toList();
  }

  @Override
  public void close() {
    instances.forEach(instance -> instance.redis.close());
  }

  private Instance add(LimitsConfig itsConfig, DoubleSupplier share) {
    Instance instance = new Instance(itsConfig, share, "instance-" + instances.size());
    instances.add(instance);
    return instance;
  }

  /** A limiter with its connection. */
  final class Instance {
    final SharedLimiter limiter;
    private final Redis redis;
    private volatile boolean cutOff;
    private volatile boolean answersLost;
    private volatile Duration answersTake = Duration.ZERO;

    private Instance(LimitsConfig itsConfig, DoubleSupplier share, String name) {
      this.redis =
          Objects.requireNonNull(
              Redis.of(new RedisConfig(new Password(server.url()), PATIENCE, namespace)));
      RedisUsage usage = new RedisUsage(redis, itsConfig.tenant(), this::redisTime);
      this.limiter = new SharedLimiter(itsConfig, ask -> ask(usage, ask), name, time, share);
    }

    void cutOff(boolean now) {
      cutOff = now;
    }

    /** Redis executes what it is asked, and the instance never learns. */
    void loseAnswers(boolean now) {
      answersLost = now;
    }

    /** From when Redis executed what it was asked, until the instance learns. */
    void answersTake(Duration delay) {
      answersTake = delay;
    }

    private Answer ask(RedisUsage usage, Ask ask) throws RedisUnavailableException {
      if (cutOff) {
        throw new RedisUnavailableException("cut off");
      }
      Answer answer = usage.ask(ask);
      time.pass(answersTake);
      if (answersLost) {
        throw new RedisUnavailableException("the answer was lost");
      }
      return answer;
    }

    private String redisTime() {
      return Long.toString(time.getAsLong() + clockError.toMillis());
    }

    private void awaitRedis() {
      await().atMost(PATIENCE).until(this::redisAnswers);
    }

    private boolean redisAnswers() {
      try {
        return redis.call(RedisAsyncCommands::ping).equals("PONG");
      } catch (RedisUnavailableException _) {
        return false;
      }
    }
  }
}
