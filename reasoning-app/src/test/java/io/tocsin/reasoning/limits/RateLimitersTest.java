package io.tocsin.reasoning.limits;

import static io.tocsin.reasoning.limits.LimitsBuilder.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.reasoning.limits.RateLimiter.Decision;
import io.tocsin.reasoning.limits.RateLimiter.Decision.Granted;
import io.tocsin.reasoning.limits.RateLimiter.Decision.Refused;
import io.tocsin.reasoning.redis.Redis;
import io.tocsin.reasoning.redis.RedisConfig;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.servers.RedisServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limiters as the application makes them: real time, real Redis. */
final class RateLimitersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Demand DEMAND =
      new Demand(AlertLevel.CRITICAL, 1_000, new BigDecimal("0.01"));

  @Test
  void withoutRedisAnInstanceHasItsPart() {
    try (RateLimiter limiter = RateLimiters.of(limits().instances(4).build(), null, () -> 0)) {
      assertThat(limiter.reserve(DEMAND)).isInstanceOf(Granted.class);
      assertThat(limiter.status().minute()).isEqualTo(new LimitStatus.Use<>(1L, 12L));
      assertThat(limiter.status().share()).isEqualTo(1);
    }
  }

  @Test
  void aLoadedProviderGetsLess() {
    try (RateLimiter limiter = RateLimiters.of(limits().build(), null, () -> 0.95)) {
      assertThat(limiter.reserve(DEMAND)).isInstanceOf(Granted.class);
      assertThat(limiter.status().share()).isEqualTo(0.5);
    }
  }

  @Test
  @Tag("redis")
  void instancesCountTogetherAndHearOfSettledCalls() {
    LimitsConfig config = limits().calls(3, 500).instances(2).build();
    try (RedisServer server = RedisServer.start();
        Redis one = redis(server, PATIENCE);
        Redis other = redis(server, PATIENCE);
        RateLimiter first = RateLimiters.of(config, one, () -> 0);
        RateLimiter second = RateLimiters.of(config, other, () -> 0)) {
      Granted call = awaitGranted(first);
      awaitGranted(second);
      awaitGranted(first);
      assertThat(second.reserve(DEMAND))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.limit()).isEqualTo("minute"));

      call.settle(10, new BigDecimal("0.5"));

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(second.status().day().used()).isEqualByComparingTo("0.52"));
      assertThat(second.status().minute().used()).isEqualTo(3);
    }
  }

  @Test
  @Tag("redis")
  void aStalledRedisIsNotWaitedFor() {
    try (RedisServer server = RedisServer.start();
        Redis redis = redis(server, Duration.ofMillis(300));
        RateLimiter limiter = RateLimiters.of(limits().build(), redis, () -> 0)) {
      awaitGranted(limiter);

      server.stall();
      Decision decision = limiter.reserve(DEMAND);
      LimitStatus status = limiter.status();
      server.resume();

      assertThat(decision)
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.limit()).isEqualTo("minute"));
      assertThat(status.shared()).isFalse();
      assertThat(status.trouble()).startsWith("Redis does not answer");
      awaitGranted(limiter);
    }
  }

  @Test
  @Tag("redis")
  void aRestartedRedisIsFoundAgain() {
    try (RedisServer server = RedisServer.start();
        Redis redis = redis(server, PATIENCE);
        RateLimiter limiter = RateLimiters.of(limits().build(), redis, () -> 0)) {
      awaitGranted(limiter);

      server.kill();
      assertThat(limiter.status().shared()).isFalse();
      server.begin();

      await().atMost(PATIENCE).until(() -> limiter.status().shared());
      assertThat(limiter.status().minute()).isEqualTo(new LimitStatus.Use<>(50L, 50L));
      assertThat(limiter.reserve(DEMAND)).isInstanceOf(Refused.class);
    }
  }

  private static Granted awaitGranted(RateLimiter limiter) {
    return (Granted)
        await().atMost(PATIENCE).until(() -> limiter.reserve(DEMAND), Granted.class::isInstance);
  }

  private static Redis redis(RedisServer server, Duration timeout) {
    RedisConfig config = new RedisConfig(new Password(server.url()), timeout, "test");
    return Objects.requireNonNull(Redis.of(config));
  }
}
